"""Pictures that tell the truth: drawn from the same data as the sentence beside them."""

import math
from dataclasses import dataclass

CX, CY, OUTER, INNER = 250.0, 262.0, 200.0, 120.0


@dataclass(frozen=True)
class Stone:
    """One stone of the arch: its outline, its mirror in the water, and where its number stands."""

    number: int
    state: str  # done, now, todo
    path: str
    mirror: str
    x: float
    y: float


def arch(states: list[str]) -> list[Stone]:
    """The bridge of a plan: one stone per section, from left to right."""
    count = max(1, len(states))
    gap = 0.012 if count > 1 else 0.0
    stones = []
    for index, state in enumerate(states):
        start = math.pi * (1 - index / count) - (gap if index else 0)
        end = math.pi * (1 - (index + 1) / count) + (gap if index < count - 1 else 0)
        middle = (start + end) / 2
        stones.append(
            Stone(
                number=index + 1,
                state=state,
                path=_segment(start, end, up=True),
                mirror=_segment(start, end, up=False),
                x=round(CX + 158 * math.cos(middle), 1),
                y=round(CY - 158 * math.sin(middle) + 8, 1),
            )
        )
    return stones


def _segment(start: float, end: float, *, up: bool) -> str:
    sign = -1 if up else 1
    sweep_out, sweep_in = (1, 0) if up else (0, 1)

    def point(radius: float, angle: float) -> str:
        return f"{CX + radius * math.cos(angle):.1f} {CY + sign * radius * math.sin(angle):.1f}"

    return (
        f"M{point(INNER, start)}L{point(OUTER, start)}"
        f"A{OUTER:.0f} {OUTER:.0f} 0 0 {sweep_out} {point(OUTER, end)}"
        f"L{point(INNER, end)}A{INNER:.0f} {INNER:.0f} 0 0 {sweep_in} {point(INNER, start)}z"
    )
