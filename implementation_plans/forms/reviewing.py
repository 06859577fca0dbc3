"""What readers and deciders of the network fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from implementation_plans.forms.writing import normal
from implementation_plans.models import Verdict
from portal.core.forms import TEXTAREA, Form


class ReviewForm(Form):
    """The reader's judgement of every criterion of a section, each with a reaction where it is not good."""

    def __init__(self, *args, criteria: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [number for number, _criterion in criteria]
        for number, criterion in criteria:
            self.fields[f"verdict-{number}"] = forms.ChoiceField(
                label=criterion,
                choices=Verdict.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies: goed, bijna of aanvullen.")},
            )
            self.fields[f"reaction-{number}"] = forms.CharField(
                label=_("Uw reactie aan de schrijvers"),
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 3, "class": TEXTAREA}),
            )

    def clean(self) -> dict:
        data = super().clean()
        for number in self.numbers:
            if data.get(f"verdict-{number}") in (Verdict.ALMOST, Verdict.ADD) and not data.get(f"reaction-{number}"):
                self.add_error(f"reaction-{number}", _("Schrijf wat u mist. De schrijvers lezen dit na het besluit."))
        return data

    def judged(self) -> list[tuple[str, str]]:
        data = self.cleaned_data
        return [(data[f"verdict-{n}"], normal(data[f"reaction-{n}"])) for n in self.numbers]

    def rows(self) -> list[tuple]:
        """What the template shows: the verdict and the reaction of every criterion."""
        return [(self[f"verdict-{n}"], self[f"reaction-{n}"]) for n in self.numbers]


class DecisionForm(Form):
    reason = forms.CharField(
        label=_("Uw brief aan de organisatie"),
        help_text=_("Deze tekst staat in de e-mail. Schrijf geen aanhef en geen naam: die zetten wij erbij."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf een paar zinnen. De organisatie leest ze in de e-mail.")},
    )
