"""A page of the questionnaire as a form: each question a field, with "weet ik niet" and "liever niet" beside it."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import TEXTAREA, TEXTBOX, TOO_LONG, Form, WholeNumberField
from portal.core.templatetags.portal import number as dotted
from surveys.blocks import QuestionKind, Sharing
from surveys.models import Missing, QuestionVersion
from surveys.models.answers import LONGEST_TEXT
from surveys.operations import Quotable, stamp

NO_REASON = [(Missing.DONT_KNOW.value, Missing.DONT_KNOW.label), (Missing.PREFER_NOT.value, Missing.PREFER_NOT.label)]
REASON = "?"  # before a reason, so that no option is taken for one
CHOSEN = {QuestionKind.YES_NO, QuestionKind.SINGLE, QuestionKind.SCALE}
BOTH = _("U vulde iets in en koos ook ‘weet ik niet’ of ‘liever niet’. Kies één van beide.")


class AnswerForm(Form):
    """`questions` of one page; `given`: values by id of the question. Fields are named by the question's position.

    Each field carries the stamp of what it was opened on. Only questions whose stamp comes back are read: one that
    appeared meanwhile is not taken for an empty answer.
    """

    def __init__(self, *args, questions: list[QuestionVersion], given: dict[int, object], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            value = given.get(question.pk)
            self._ask(question, value)
            self.fields[f"stamp-{question.position}"] = forms.CharField(
                initial=stamp(value), required=False, max_length=40, widget=forms.HiddenInput
            )

    def _ask(self, question: QuestionVersion, value: object) -> None:
        name = f"answer-{question.position}"
        reasons = [(f"{REASON}{code}", label) for code, label in NO_REASON]
        field = _field(question, reasons)
        field.initial = _initial(question, value)
        self.fields[name] = field
        if question.kind not in CHOSEN | {QuestionKind.MULTIPLE}:
            initial = [f"{REASON}{value}"] if isinstance(value, Missing) else []
            self.fields[f"reason-{question.position}"] = _Reasons(choices=reasons, initial=initial)
        if may_be_quoted(question):
            self.fields[f"quote-{question.position}"] = forms.BooleanField(
                label=_("Het netwerk mag hier iets uit citeren, zonder onze naam"),
                help_text=_("Wij halen namen en andere kenmerken eruit. U kunt dit altijd terugnemen."),
                initial=isinstance(value, Quotable),
                required=False,
            )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        for question in self.questions:
            name, reason = f"answer-{question.position}", f"reason-{question.position}"
            if reason in data and len(data[reason]) + bool(data.get(name) not in (None, "")) > 1:
                self.add_error(name, BOTH)
        return data

    def values(self) -> dict[QuestionVersion, tuple[object, str]]:
        """What is valid, by question, with the stamp it was opened on."""
        found = {}
        for question in self.questions:
            name, mark = f"answer-{question.position}", f"stamp-{question.position}"
            if name in self.errors or mark not in self.data:
                continue
            found[question] = (self._value(question, name), self.cleaned_data.get(mark, ""))
        return found

    def _value(self, question: QuestionVersion, name: str) -> object:
        given = self.cleaned_data.get(name)
        if reasons := self.cleaned_data.get(f"reason-{question.position}"):
            return Missing(reasons[0][1:])
        if question.kind == QuestionKind.MULTIPLE:
            return _ticked(given)
        if isinstance(given, str):
            if given.startswith(REASON) and question.kind in CHOSEN:
                return Missing(given[1:])
            text = given.replace("\r\n", "\n").strip()
            return (Quotable(text) if self.cleaned_data.get(f"quote-{question.position}") else text) if text else None
        return given

    def rows(self) -> list[dict]:
        """What the page shows of each question: the field, its stamp, and its reasons where they are a field."""
        return [
            {
                "question": question,
                "field": self[f"answer-{question.position}"],
                "stamp": self[f"stamp-{question.position}"],
                "reason": self._own("reason", question),
                "quote": self._own("quote", question),
            }
            for question in self.questions
        ]

    def _own(self, name: str, question: QuestionVersion) -> forms.BoundField | None:
        name = f"{name}-{question.position}"
        return self[name] if name in self.fields else None

    def with_stamps(self, given: dict[int, object]) -> None:
        """After a conflict: what was typed stays, and saving now means "I saw theirs"."""
        self.data = self.data.copy()
        for question in self.questions:
            self.data[f"stamp-{question.position}"] = stamp(given.get(question.pk))


def may_be_quoted(question: QuestionVersion) -> bool:
    """Texts that staff alone read. What is shared by name is shared whole."""
    return question.is_text and question.sharing == Sharing.STAFF


class _Reasons(forms.MultipleChoiceField):
    """The boxes "weet ik niet" and "liever niet": boxes can be taken back. One of them at most."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, label=_("Of kies"), **kwargs)


def _field(question: QuestionVersion, reasons: list[tuple[str, str]]) -> forms.Field:
    words = {"label": question.text, "help_text": question.hint, "required": False}
    options = [(option.code, option.label) for option in question.options.all()]
    match question.kind:
        case QuestionKind.YES_NO | QuestionKind.SINGLE | QuestionKind.SCALE:
            return forms.ChoiceField(choices=options + reasons, widget=forms.RadioSelect, **words)
        case QuestionKind.MULTIPLE:
            return _TickField(choices=options + reasons, **words)
        case QuestionKind.NUMBER:
            return _number(question, words)
        case QuestionKind.DATE:
            return _day(words)
        case QuestionKind.TEXT:
            return _text(200, forms.TextInput(attrs={"class": TEXTBOX}), words)
        case _:
            return _text(LONGEST_TEXT, forms.Textarea(attrs={"rows": 5, "class": TEXTAREA}), words)


def _text(longest: int, widget: forms.Widget, words: dict) -> forms.CharField:
    too_long = {"max_length": TOO_LONG % longest}
    return forms.CharField(max_length=longest, widget=widget, error_messages=too_long, **words)


class _TickField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def clean(self, value) -> list[str]:
        cleaned = super().clean(value)
        reasons = [code for code in cleaned if code.startswith(REASON)]
        if reasons and len(cleaned) > 1:
            raise forms.ValidationError(BOTH)
        return cleaned


def _day(words: dict) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": TEXTBOX}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"invalid": _("Deze datum klopt niet. Vul hem zo in: 31-12-2026.")},
        **words,
    )


def _number(question: QuestionVersion, words: dict) -> forms.IntegerField:
    low, high = question.minimum, question.maximum
    between = _("Vul een getal in van %(low)s tot en met %(high)s.") % {"low": dotted(low), "high": dotted(high)}
    return WholeNumberField(
        min_value=low,
        max_value=high,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": f"{TEXTBOX} field--short"}),
        error_messages={
            "invalid": _("Vul een heel getal in, zonder letters. Bijvoorbeeld: 120."),
            "min_value": between,
            "max_value": between,
        },
        **words,
    )


def _ticked(given: list[str] | None) -> frozenset[str] | Missing | None:
    if not given:
        return None
    if given[0].startswith(REASON):
        return Missing(given[0][1:])
    return frozenset(given)


def _initial(question: QuestionVersion, value: object) -> object:
    if isinstance(value, Missing):
        if question.kind in CHOSEN:
            return f"{REASON}{value}"
        return [f"{REASON}{value}"] if question.kind == QuestionKind.MULTIPLE else None
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Quotable):
        return value.text
    return value.isoformat() if isinstance(value, date) else value
