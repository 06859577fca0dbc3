"""What readers and deciders of the network fill in."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from implementation_plans.forms.writing import normal
from implementation_plans.models import Outcome, Verdict
from implementation_plans.operations.letter import CLOSING
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
                widget=forms.Textarea(
                    attrs={"rows": 3, "class": TEXTAREA, "placeholder": " "}
                ),  # so that CSS knows it is empty
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


class LetterForm(Form):
    """The decision and its letter, as the readers' words compose it and a person edits it."""

    outcome = forms.ChoiceField(
        label=_("Welk besluit is dit?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies welk besluit dit is.")},
    )
    opening = forms.CharField(
        label=_("Begin van de brief"),
        help_text=_("Deze tekst staat ook in de e-mail. Schrijf geen aanhef en geen naam: die zetten wij erbij."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "class": TEXTAREA}),
        error_messages={"required": _("Schrijf een paar zinnen. De organisatie leest ze ook in de e-mail.")},
    )
    closing = forms.CharField(
        label=_("Einde van de brief"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": TEXTAREA}),
    )
    answer_by = forms.DateField(
        label=_("Graag terug voor"),
        help_text=_("Alleen als het plan teruggaat. Dit is een wens. Wij sturen één keer een herinnering."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Vul een datum in, zoals 24-03-2027.")},
    )

    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args, letter: dict, flagged: list, may_choose: bool, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.flagged, self.today = letter, flagged, today
        allowed = {Outcome.RETURNED} if flagged else {Outcome.APPROVED}
        wanted = [Outcome.REFUSED, *allowed] if may_choose else allowed & {Outcome.RETURNED}
        self.fields["outcome"].choices = [choice for choice in Outcome.choices if choice[0] in wanted]
        for part in letter["parts"]:
            self.fields[f"part-{part['number']}"] = forms.CharField(
                label=_("Over onderdeel %(number)s: %(title)s") % part,
                initial=part["text"],
                required=part["code"] in {section.code for section in flagged},
                max_length=6000,
                widget=forms.Textarea(attrs={"rows": 4, "class": TEXTAREA}),
                error_messages={"required": _("Schrijf wat u mist: dit onderdeel gaat terug naar de organisatie.")},
            )

    def on_top_of(self, stamp: str) -> "LetterForm":
        """After a colleague saved another letter: saving once more means "I know of theirs"."""
        self.data = self.data.copy()
        self.data["seen"] = stamp
        return self

    def clean_answer_by(self) -> date | None:
        answer_by = self.cleaned_data["answer_by"]
        if answer_by and answer_by <= self.today:
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies een dag die nog komt."))
        return answer_by

    def saved_letter(self) -> dict:
        """The letter with what the person made of it. A closing nobody edited follows the outcome."""
        data = self.cleaned_data
        closing = normal(data["closing"])
        if closing in CLOSING.values():
            closing = CLOSING[Outcome(data["outcome"])]
        parts = [part | {"text": normal(data[f"part-{part['number']}"])} for part in self.letter["parts"]]
        return {"opening": normal(data["opening"]), "parts": [p for p in parts if p["text"]], "closing": closing}


class ReasonForm(Form):
    """Why: of a proposal that is declined, or a decision that is undone."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "class": TEXTAREA}),
        error_messages={"required": _("Schrijf in een paar zinnen waarom.")},
    )


class NoteForm(Form):
    text = forms.CharField(
        label=_("Uw notitie"),
        help_text=_("Schrijf geen namen of gegevens van inwoners op."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf eerst een notitie.")},
    )

    def clean_text(self) -> str:
        return normal(self.cleaned_data["text"])


class DecisionForm(Form):
    """A decision without a saved letter: these words open the one that is composed."""

    reason = forms.CharField(
        label=_("Uw brief aan de organisatie"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf eerst de brief en bewaar die. Daarna neemt u het besluit.")},
    )
