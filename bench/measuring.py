"""Page and other take turns, so that a noisy machine slows both; what counts is the quickest of each round.

The quickest, because whatever else runs on the machine only adds, and adds more to a long page than to a short one.
"""

import statistics
from collections.abc import Callable
from dataclasses import dataclass

from bench.browser import Answer

Ask = Callable[[], Answer]


@dataclass(frozen=True)
class Comparison:
    """How many times as quick as `other` the page is: the middle of the rounds, and the range they span."""

    ratio: float
    low: float
    high: float
    milliseconds: float
    other_milliseconds: float
    queries: int

    @property
    def note(self) -> str:
        return f"{self.low:.3f}-{self.high:.3f}, {self.milliseconds:.1f} ms beside {self.other_milliseconds:.2f} ms"


def compare(page: Ask, other: Ask, *, rounds: int = 5, each: int = 30) -> Comparison:
    for _ in range(8):  # both workers' caches are warm, both sides alike
        page()
        other()
    found = [_round(page, other, each) for _ in range(rounds)]
    ratios = [slow / quick for quick, slow in found]
    quick = min(quick for quick, _slow in found)
    slow = min(slow for _quick, slow in found)
    return Comparison(statistics.median(ratios), min(ratios), max(ratios), quick * 1000, slow * 1000, page().queries)


def _round(page: Ask, other: Ask, each: int) -> tuple[float, float]:
    pages, others = [], []
    for _ in range(each):
        pages.append(page().seconds)
        others.append(other().seconds)
    return min(pages), min(others)


def percentile(seconds: list[float], part: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * part))]


class Report:
    """Each line is `name value unit goal op-value ok|SHORT`, then the range in brackets."""

    def __init__(self) -> None:
        self.short: list[str] = []

    def line(self, name: str, value: float, unit: str, goal: str, note: str = "") -> None:
        """`goal`: an operator and a number, as in ">=0.08"."""
        bound = float(goal[2:])
        met = value >= bound if goal.startswith(">=") else value <= bound
        if not met:
            self.short.append(name)
        shown = f"{value:.3f}" if unit == "ratio" else f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
        print(
            f"{name:<40} {shown:>8} {unit:<8} goal {goal:<7} {'ok' if met else 'SHORT'}{f'  ({note})' if note else ''}",
            flush=True,
        )

    def fact(self, name: str, value: float, unit: str, note: str = "") -> None:
        """A figure that nobody promised."""
        print(f"{name:<40} {value:>8.1f} {unit:<8} no goal{f'       ({note})' if note else ''}", flush=True)
