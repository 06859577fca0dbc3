"""Outcomes as people read them: a sentence, bars and a table, all from the same release and from nothing else.

The one thing added is the reader's own answer, beside the figures that everybody sees; no figure is made for a reader.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

type Own = Mapping[str, str | frozenset[str]]  # by short name: an option, ticks, or why there is no answer
TICKED = "ticked"
BREAKS = {"level": 0, "kind": 1, "size": 2, "size2": 2, "province": 3, "landsdeel": 3}
#: Shares near which a count is said in words, when its band is narrow enough to say so.
WORDS = (
    (0.0, gettext_lazy("bijna niemand")),
    (0.25, gettext_lazy("ongeveer een kwart")),
    (0.333, gettext_lazy("ongeveer een derde")),
    (0.5, gettext_lazy("ongeveer de helft")),
    (0.667, gettext_lazy("ongeveer twee derde")),
    (0.75, gettext_lazy("ongeveer drie kwart")),
    (1.0, gettext_lazy("bijna iedereen")),
)


@dataclass(frozen=True)
class Bar:
    """How many of `n` are between `low` and `high`, both included. `worst`: shares if everybody asked had answered."""

    label: str
    low: int
    high: int
    n: int
    members: int
    is_own: bool = False
    starts_group: bool = False

    @property
    def count(self) -> str:
        if self.low == self.high:
            return _("%(count)s van %(n)s") % {"count": self.low, "n": self.n}
        return _("%(low)s tot %(high)s van %(n)s") % {"low": self.low, "high": self.high, "n": self.n}

    @property
    def left(self) -> str:
        return f"{100 * self.low / self.n:.1f}%"

    @property
    def width(self) -> str:
        return f"{max(1.0, 100 * (self.high - self.low) / self.n):.1f}%"

    @property
    def middle(self) -> str:
        return f"{50 * (self.low + self.high) / self.n:.1f}%"

    @property
    def share(self) -> str:
        return _shares(self.low / self.n, self.high / self.n)

    @property
    def worst(self) -> str:
        """Of who did not answer nobody, or everybody, would have said this. From the band, never from the count."""
        silent = max(0, self.members - self.n)
        return _shares(self.low / (self.n + silent), (self.high + silent) / (self.n + silent))

    @property
    def words(self) -> str:
        """Empty when the band is too wide to say it in words."""
        if (self.high - self.low) / self.n > 0.15:
            return ""
        share = (self.low + self.high) / 2 / self.n
        nearest, words = min(WORDS, key=lambda each: abs(each[0] - share))
        return str(words) if abs(nearest - share) <= 0.05 else ""


def _shares(low: float, high: float) -> str:
    first, last = round(100 * low), round(100 * high)
    if first == last:
        return _("%s procent") % first
    return _("%(low)s tot %(high)s procent") % {"low": first, "high": last}


@dataclass(frozen=True)
class Card:
    """One question of a release: what everybody sees of it, beside the reader's own answer."""

    code: str
    section: str
    text: str
    sentence: str
    own: str
    bars: list[Bar]
    missing: list[Bar]
    is_hidden: bool
    has_groups: bool
    note: str = ""

    @property
    def anchor(self) -> str:
        return f"v-{slugify(self.code)}"

    @property
    def aloud(self) -> str:
        """The whole chart in words, for who hears it."""
        said = ". ".join(f"{bar.label}: {bar.count}" for bar in self.bars)
        return f"{said}. {self.own}".strip()


@dataclass(frozen=True)
class Comparison:
    """One answer of a question, group beside group."""

    label: str
    bars: list[Bar]

    @property
    def aloud(self) -> str:
        return ". ".join(f"{bar.label}: {bar.count}" for bar in self.bars)


@dataclass(frozen=True)
class Results:
    """A release as surveys.algorithms.publishing made it. `own`: answers, `groups`: values of the own attributes."""

    release: dict
    own: Own = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def members(self) -> int:
        return self.release["members"]

    @property
    def respondents(self) -> int:
        return self.release["respondents"]

    @property
    def percent(self) -> int:
        return round(100 * self.respondents / self.members) if self.members else 0

    @cached_property
    def _by_question(self) -> dict[str, list[dict]]:
        """Variables by their first question, which is what people know it by; ticks of one question stay together."""
        found: dict[str, list[dict]] = {}
        for variable in self.release["variables"]:
            found.setdefault(variable["questions"][0], []).append(variable)
        return found

    @cached_property
    def sections(self) -> list[str]:
        return list(dict.fromkeys(variable["section"] for variable in self.release["variables"]))

    def cards(self, section: str) -> list[Card]:
        return [self.card(code) for code, found in self._by_question.items() if found[0]["section"] == section]

    def card(self, code: str) -> Card:
        """KeyError for a question that is not in the release."""
        variables = self._by_question[code]
        first = variables[0]
        is_hidden = all(variable["level"] == "hidden" for variable in variables)
        bars = [] if is_hidden else list(self._ticks(variables) if first["option"] else self._total(first))
        given = [bar for bar, why in bars if not why]
        return Card(
            code=code,
            section=first["section"],
            text=" ".join(first["texts"]),
            sentence=self._sentence(given),
            own=self._own_words(variables),
            bars=given,
            missing=[bar for bar, why in bars if why],
            is_hidden=is_hidden,
            has_groups=any(variable["level"] == "rows" for variable in variables),
            note=_("Wie de vraag oversloeg, telt hier als: niet aangekruist.") if first["option"] else "",
        )

    def _figures(self, variable: dict) -> Iterator[tuple[dict, dict[str, tuple[int, int]]]]:
        for figure in variable["figures"]:
            yield figure, {code: (low, high) for code, (low, high) in figure["bands"].items()}

    def _total(self, variable: dict) -> Iterator[tuple[Bar, str | None]]:
        figure, bands = next(self._figures(variable))
        own = self._own_category(variable, coarse=figure["coarse"])
        for category in _categories(variable, coarse=figure["coarse"]):
            low, high = bands[category["code"]]
            is_own = own == category["code"]
            bar = Bar(category["label"], low, high, figure["n"], self._asked(variable), is_own=is_own)
            yield bar, category["missing"]

    def _ticks(self, variables: list[dict]) -> Iterator[tuple[Bar, str | None]]:
        for variable in variables:
            if variable["level"] == "hidden":
                continue
            figure, bands = next(self._figures(variable))
            own = self._own_category(variable) == TICKED
            yield Bar(variable["option"]["label"], *bands[TICKED], figure["n"], self._asked(variable), is_own=own), None

    def _asked(self, variable: dict) -> int:
        """How many were asked, answering or not; known only of what every member was asked."""
        figure = variable["figures"][0]
        return self.members if variable["base"] == "all" else figure["n"]

    def _own_category(self, variable: dict, *, coarse: bool = False) -> str | None:
        values = [self.own.get(code) for code in variable["questions"]]
        if None in values:
            return None
        if variable["option"]:
            return TICKED if variable["option"]["code"] in (values[0] or ()) else "not_ticked"
        fine = "|".join(str(value) for value in values)
        if not coarse:
            return fine
        return next((wide["code"] for wide in variable["coarse"] if fine in wide["of"]), None)

    def _own_words(self, variables: list[dict]) -> str:
        first = variables[0]
        if first["option"]:
            chosen = [v["option"]["label"] for v in variables if self._own_category(v) == TICKED]
            return _("U koos: %s.") % ", ".join(chosen).lower() if chosen else ""
        fine = self._own_category(first)
        label = next((c["label"] for c in first["categories"] if c["code"] == fine and not c["missing"]), "")
        return _("U koos: %s.") % f"{label[:1].lower()}{label[1:]}" if label else ""

    def _sentence(self, bars: list[Bar]) -> str:
        """About the reader's own answer, or else the one that most gave."""
        if not bars:
            return ""
        own = [bar for bar in bars if bar.is_own]
        bar = own[0] if len(own) == 1 else max(bars, key=lambda each: (each.low + each.high) / each.n)
        said = {
            "count": bar.count.replace(_(" van "), _(" van de ")),
            "label": f"{bar.label[:1].lower()}{bar.label[1:]}",
        }
        if bar.is_own and len(own) == 1:
            sentence = _("In het netwerk kozen %(count)s organisaties dat ook.") % said
        else:
            sentence = _("In het netwerk kozen %(count)s organisaties: %(label)s.") % said
        return f"{sentence} {_('Dat is %s.') % bar.words}" if bar.words else sentence

    # --- Group beside group --------------------------------------------------------------------------------

    def comparisons(self, code: str) -> list[Comparison]:
        """Per answer the groups that are shown, in the order of the release. Empty when only the total is shown."""
        variables = [variable for variable in self._by_question[code] if variable["level"] == "rows"]
        if variables and variables[0]["option"]:
            return [Comparison(v["option"]["label"], list(self._groups(v, {TICKED: [TICKED]}))) for v in variables]
        found = []
        for variable in variables:
            coarse = bool(variable["coarse"])
            for category in _categories(variable, coarse=coarse):
                if not category["missing"]:
                    parts = {category["code"]: category.get("of") or [category["code"]]}
                    found.append(Comparison(category["label"], list(self._groups(variable, parts))))
        return found

    def _groups(self, variable: dict, parts: dict[str, list[str]]) -> Iterator[Bar]:
        """Where a large row shows the fine answers of a coarse one, their bands are added: still a true range."""
        [(code, fine)] = parts.items()
        rows = {row["code"]: row for row in self.release["rows"]}
        previous = None
        for figure, bands in self._figures(variable):
            row = rows[figure["row"]]
            if code in bands:
                low, high = bands[code]
            else:
                low = min(figure["n"], sum(bands[each][0] for each in fine))
                high = min(figure["n"], sum(bands[each][1] for each in fine))
            group = BREAKS.get(row["by"], -1)
            yield Bar(
                row["label"],
                low,
                high,
                figure["n"],
                figure["n"],
                is_own=row["by"] is None or self.groups.get(row["by"]) == row["value"],
                starts_group=previous is not None and group != previous,
            )
            previous = group

    # --- Shared by name --------------------------------------------------------------------------------------

    def named(self) -> list[dict]:
        return self.release["named"]


def _categories(variable: dict, *, coarse: bool) -> list[dict]:
    """Those of a figure: a missing one is missing in both."""
    if not coarse:
        return variable["categories"]
    why = {category["code"]: category["missing"] for category in variable["categories"]}
    return [wide | {"missing": why[wide["of"][0]]} for wide in variable["coarse"]]


def response_words(results: Results) -> str:
    return ngettext(
        "%(n)d van de %(members)d organisatie vulde hem in.",
        "%(n)d van de %(members)d organisaties vulden hem in.",
        results.members,
    ) % {"n": results.respondents, "members": results.members}


def years_of(releases: Iterable[dict], codes: list[str]) -> list[tuple[str, Card | None, bool]]:
    """By year, oldest first: the question's own card of that year, and whether it was another question then.

    `codes`: short names of the question through the years, oldest series first; the last is the one of now.
    """
    found: list[tuple[str, Card | None, bool]] = []
    for release in sorted(releases, key=lambda each: each["round"]):
        results = Results(release)
        code = next((each for each in reversed(codes) if each in results._by_question), None)
        if code is not None:
            found.append((release["round"], results.card(code), code != codes[-1]))
    return found
