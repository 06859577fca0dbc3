"""A colleague's own opinion."""

from django import forms

from portal.core.forms import Form
from surveys.models import OptionVersion, QuestionVersion


class OpinionForm(Form):
    """Every question may be left out. Fields are named by the position of the question."""

    def __init__(self, *args, questions: list[QuestionVersion], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.options: dict[str, OptionVersion] = {}
        for question in questions:
            options = list(question.options.all())
            self.options |= {str(option.pk): option for option in options}
            self.fields[f"opinion-{question.position}"] = forms.ChoiceField(
                label=question.text,
                help_text=question.hint,
                choices=[(str(option.pk), option.label) for option in options],
                widget=forms.RadioSelect,
                required=False,
            )

    def chosen(self) -> list[OptionVersion]:
        return [self.options[value] for value in self.cleaned_data.values() if value]
