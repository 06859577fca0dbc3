"""What an operation may answer instead of doing it. The view makes a sentence of it."""


class CircleClosed(Exception):
    """The circle is over; nothing new begins in it."""


class CircleFull(Exception):
    """As many people as its size allows."""


class NotEntitled(Exception):
    """No seat in a member of the circle's level, or not in a circle that is closed to others."""


class NotOpen(Exception):
    """Not announced, cancelled, or over."""


class SeatsTaken(Exception):
    """More places are held than the capacity asked for. `taken`: how many."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken


class TooManyMaterials(Exception):
    """As many files as go with one meeting."""


class OfferGone(Exception):
    """The offered place went to the next in line."""


class PollOpen(Exception):
    """The circle is finding a date already."""


class PollClosed(Exception):
    """The date is chosen, or answering is over."""


class NoSlots(Exception):
    """A question about dates needs at least one."""


class ChangedMeanwhile(Exception):
    """Somebody else saved in the meantime. `minutes`: as they are now."""

    def __init__(self, minutes) -> None:
        super().__init__(minutes.pk)
        self.minutes = minutes


class WordsChanged(Exception):
    """Somebody else changed what is said of the meeting. `meeting`: as it is now."""

    def __init__(self, meeting) -> None:
        super().__init__(meeting.pk)
        self.meeting = meeting


class MinutesNotOpen(Exception):
    """Approved, or not yet shared."""


class NotThere(Exception):
    """Only who was there reacts to the minutes, and looks back."""


class TooEarly(Exception):
    """The meeting has not begun."""


class WishesClosed(Exception):
    """The last day for wishes is over, or the round is."""


class RoundOver(Exception):
    """The circles are made, or the round was stopped."""


class NotDivided(Exception):
    """People are not divided yet, or are being divided again."""


class NothingToDivide(Exception):
    """No wishes, or no circles on offer."""


class DivisionChanged(Exception):
    """Not what somebody saw when they decided: moved by somebody else, or other wishes, circles or rules."""
