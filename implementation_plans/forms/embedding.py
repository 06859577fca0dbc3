"""What became of each promise."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from implementation_plans.forms.writing import normal
from implementation_plans.models import Promise, PromiseState
from portal.core.forms import TEXTAREA, Form


class EmbeddingForm(Form):
    """Two fields and a stamp for each promise, by its number. A draft may have gaps; what is sent may not."""

    def __init__(self, *args, promises: list[Promise], complete: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.promises, self.complete = promises, complete
        for promise in promises:
            n = promise.number
            self.fields[f"state-{n}"] = forms.ChoiceField(
                label=_("Hoe staat het ermee?"),
                choices=PromiseState.choices,
                initial=promise.state,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"why-{n}"] = forms.CharField(
                label=_("Wat gebeurde er?"),
                initial=promise.why,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2, "class": TEXTAREA, "placeholder": " "}),
            )
            self.fields[f"stamp-{n}"] = forms.CharField(
                initial=promise.stamp, required=False, max_length=16, widget=forms.HiddenInput
            )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        for promise in self.promises if self.complete else []:
            n = promise.number
            state, why = data.get(f"state-{n}"), data.get(f"why-{n}")
            if state == "":
                self.add_error(f"state-{n}", _("Kies hoe het staat met belofte %d.") % n)
            elif state in (PromiseState.PARTLY, PromiseState.DROPPED) and why is not None and not normal(why):
                self.add_error(f"why-{n}", _("Schrijf bij belofte %d kort wat er gebeurde.") % n)
        return data

    def answers(self) -> dict[int, tuple[str, str, str]]:
        """By the number of the promise: state, why, and the stamp of what the person saw."""
        data = self.cleaned_data
        return {
            p.number: (data[f"state-{p.number}"], normal(data[f"why-{p.number}"]), data[f"stamp-{p.number}"])
            for p in self.promises
            if f"state-{p.number}" in data and f"why-{p.number}" in data
        }

    def seen(self, promises: Iterable[Promise]) -> None:
        """These are shown as they are now, so that saving again means "I saw them". One's own words stay."""
        self.data = self.data.copy()
        for promise in promises:
            self.data[f"stamp-{promise.number}"] = promise.stamp

    def rows(self, conflicts=()):
        """What the page shows: the promise, its three fields, and what a colleague saved meanwhile."""
        theirs = {p.number: p for p in conflicts}
        for p in self.promises:
            n = p.number
            yield p, self[f"state-{n}"], self[f"why-{n}"], self[f"stamp-{n}"], theirs.get(n)
