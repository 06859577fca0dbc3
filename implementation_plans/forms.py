from django import forms
from django.utils.translation import gettext_lazy as _

from implementation_plans.models import Verdict
from portal.core.forms import TEXTAREA, Form


class SectionForm(Form):
    """One question per field, each with the revision it was written on."""

    def __init__(self, *args, section, answers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = []
        outline = section.outline
        for number, question in enumerate(outline["questions"], start=1):
            answer = answers[question["code"]]
            self.fields[f"text-{number}"] = forms.CharField(
                label=question["label"],
                help_text=question["hint"],
                initial=answer.text,
                required=False,
                max_length=20_000,
                strip=True,
                widget=forms.Textarea(attrs={"rows": 5, "class": TEXTAREA}),
                error_messages={"max_length": _("Dit is erg lang. Kort het in, of voeg een bestand toe.")},
            )
            self.fields[f"revision-{number}"] = forms.IntegerField(
                initial=answer.revision, required=False, min_value=0, widget=forms.HiddenInput
            )
            self.questions.append((number, question["code"]))

    def answers(self) -> dict[str, tuple[str, int]]:
        """By question code: the text and the revision it was written on."""
        data = self.cleaned_data
        return {
            code: (data[f"text-{number}"], data.get(f"revision-{number}") or 0) for number, code in self.questions
        }

    def rows(self):
        """What the template shows: text field, hidden revision."""
        return [(self[f"text-{n}"], self[f"revision-{n}"], code) for n, code in self.questions]


class UploadForm(Form):
    upload = forms.FileField(
        label=_("Voeg een bestand toe"),
        help_text=_("Pdf, Word (.docx) of OpenDocument (.odt), tot 10 MB. Alleen uw organisatie en de beoordelaars zien het."),
        allow_empty_file=True,
        max_length=None,
        error_messages={
            "required": _("Kies eerst een bestand. Klik daarna op ‘Voeg toe’."),
            "invalid": _("Kies eerst een bestand. Klik daarna op ‘Voeg toe’."),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt"}),
    )


class ReviewForm(Form):
    """The reader's verdict about one section."""

    verdict = forms.ChoiceField(
        label=_("Is dit onderdeel goed?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies: goed of aanvullen.")},
    )
    reaction = forms.CharField(
        label=_("Uw reactie aan de schrijvers"),
        help_text=_("Zeg eerst wat goed is, dan wat u mist. Bij ‘goed’ mag dit leeg blijven."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict:
        data = super().clean()
        if data.get("verdict") == Verdict.ADD and not data.get("reaction"):
            self.add_error("reaction", _("Schrijf wat u mist. De schrijvers lezen dit na het besluit."))
        return data


class DecisionForm(Form):
    reason = forms.CharField(
        label=_("Uw brief aan de organisatie"),
        help_text=_("Deze tekst staat in de e-mail, boven de lijst met onderdelen."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf een paar zinnen. De organisatie leest ze in de e-mail.")},
    )
