"""How kinds, labels and audiences are called on screen. Rooms say so at their start; search knows none itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

type Choices = Callable[[], Iterable[tuple[str, str]]]

KIND, YEAR = "soort", "jaar"  # the two facets that every entry has; also their names in addresses
KIND_LABEL, YEAR_LABEL = _("Soort"), _("Jaar")
_kinds: dict[str, tuple[str, str]] = {}  # by kind: many, one
_labels: dict[str, tuple[str, Choices]] = {}  # by facet: its own name, its choices in order
_audiences: dict[str, str] = {}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing to choose by. `name` is also its name in the address; of a single one, one choice at a time."""

    name: str
    label: str
    choices: list[Choice]
    is_single: bool = False

    @property
    def chosen(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.is_chosen]


def register_kind(kind: str, label_plural: str, label: str = "") -> None:
    """`label`: what one of them is called, beside its title; the plural where it is left out."""
    _kinds[kind] = (label_plural, label or label_plural)


def register_labels(facet: str, label: str, choices: Choices) -> None:
    """Entries with a label "<facet>:<slug>" can be chosen by it; `choices` gives (slug, name) in order."""
    _labels[facet] = (label, choices)


def register_audience(code: str, label: str) -> None:
    """How a teaser says for whom the thing itself is."""
    _audiences[code] = label


def kinds() -> dict[str, str]:
    return {kind: str(many) for kind, (many, _one) in _kinds.items()}


def kind_label(kind: str) -> str:
    return str(_kinds.get(kind, ("", ""))[1])


def audience_label(code: str) -> str:
    return str(_audiences.get(code, ""))


def facets_of_labels() -> list[str]:
    return list(_labels)


def choices_of(facet: str) -> tuple[str, dict[str, str]]:
    """A facet's name on screen, and the names of its choices by slug, in order."""
    label, choices = _labels[facet]
    return str(label), {slug: str(name) for slug, name in choices()}
