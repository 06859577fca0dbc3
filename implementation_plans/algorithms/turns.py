"""Whose turn it was, and for how many days."""

from datetime import date
from itertools import pairwise
from typing import NamedTuple


class Turn(NamedTuple):
    """One submitted version. `answered`: decided or withdrawn on that day; None while the network reads it."""

    sent: date
    answered: date | None


class Days(NamedTuple):
    network: int
    organisation: int


def days_with_each(turns: list[Turn], *, is_finished: bool, today: date) -> Days:
    """Calendar days since the plan was sent for the first time. `turns`: oldest first.

    When `is_finished`, nobody's clock runs after the last answer.
    """
    network = sum(((turn.answered or today) - turn.sent).days for turn in turns)
    organisation = sum((after.sent - (before.answered or after.sent)).days for before, after in pairwise(turns))
    if turns and turns[-1].answered and not is_finished:
        organisation += (today - turns[-1].answered).days
    return Days(network, organisation)
