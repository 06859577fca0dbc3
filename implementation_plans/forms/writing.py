"""What writers fill in."""

import hashlib

from django import forms
from django.utils.translation import gettext_lazy as _

from implementation_plans.operations import REPLY
from portal.core.forms import TEXTAREA, Form, upload_field


def normal(text: str) -> str:
    """A text as it is stored: one kind of line end, no blank edges."""
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def stamp(answer) -> str:
    """What a page remembers of an answer: its revision and a digest of its text."""
    return f"{answer.revision}.{hashlib.sha256(answer.text.encode()).hexdigest()[:16]}"


class SectionForm(Form):
    """The questions of a section, and what changed since the network's reaction where that is asked (`answers` then
    holds REPLY). Each field carries the stamp of the text it was opened on, so a field the person did not touch
    overwrites nobody, and one they did touch never overwrites unseen."""

    def __init__(self, *args, section, answers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.stored = answers
        self.questions: list[tuple[int | str, str]] = []
        self.template = str(section.plan.template_id)
        self.fields["template"] = forms.CharField(
            initial=self.template, required=False, max_length=20, widget=forms.HiddenInput
        )
        for number, question in enumerate(section.outline["questions"], start=1):
            field = self._ask(number, question["code"], label=question["label"], help_text=question["hint"])
            field.words = question.get("words")
        if REPLY in answers:
            hint = _("De lezers van het netwerk zien dit naast hun reactie. Een paar zinnen is genoeg.")
            self._ask(REPLY, REPLY, label=_("Wat veranderde u?"), help_text=hint, max_length=2000)

    def _ask(self, number: int | str, code: str, *, max_length: int = 20_000, **words) -> forms.CharField:
        answer = self.stored[code]
        field = self.fields[f"text-{number}"] = forms.CharField(
            initial=answer.text,
            required=False,
            max_length=max_length,
            widget=forms.Textarea(attrs={"rows": 5, "class": TEXTAREA}),
            error_messages={"max_length": _("Dit is erg lang. Kort het in, of voeg een bestand toe.")},
            **words,
        )
        self.fields[f"stamp-{number}"] = forms.CharField(
            initial=stamp(answer), required=False, max_length=40, widget=forms.HiddenInput
        )
        self.questions.append((number, code))
        return field

    def clean(self) -> dict:
        """Refuse what was typed under other questions, and show all of it: its place here means nothing any more."""
        data = super().clean() or self.cleaned_data
        if data.get("template") not in (None, "", self.template):
            self.data = self.data.copy()
            self.data["template"] = self.template
            typed = [text for name, text in self.data.items() if name.startswith("text-") and text.strip()]
            raise forms.ValidationError(
                _("De vragen zijn net veranderd. Uw tekst is niet bewaard. Kopieer wat u nodig hebt: %s")
                % " / ".join(typed)
            )
        return data

    def answers(self) -> dict[str, tuple[str, int]]:
        """Of the fields the person changed, by question code: the text and the revision it was written on."""
        changed = {}
        for number, code in self.questions:
            text = normal(self.cleaned_data[f"text-{number}"])
            revision, _dot, digest = self.cleaned_data[f"stamp-{number}"].partition(".")
            if digest != hashlib.sha256(text.encode()).hexdigest()[:16]:
                changed[code] = (text, int(revision) if revision.isascii() and revision.isdecimal() else -1)
        return changed

    def with_both_texts(self) -> "SectionForm":
        """After a conflict: the person's own texts stay in the fields, and saving now means "I saw theirs"."""
        own = self.answers()
        for number, code in self.questions:
            answer = self.stored[code]
            self.data = self.data.copy()
            self.data[f"stamp-{number}"] = stamp(answer)
            if code not in own:
                self.data[f"text-{number}"] = answer.text
        return self

    def rows(self):
        """What the template shows: text field, hidden stamp, code of the question."""
        return [(self[f"text-{n}"], self[f"stamp-{n}"], code) for n, code in self.questions]


class UploadForm(Form):
    upload = upload_field(
        _(
            "Pdf, Word (.docx) of OpenDocument (.odt), tot 10 MB."
            " Alleen wie uw plan ziet en de lezers van het netwerk zien het."
        )
    )
