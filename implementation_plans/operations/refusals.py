"""Expected refusals of this room (law 4). Views make a Dutch sentence of each that says what to do next."""


class NotAMember(Exception):
    """Only an organisation with a membership in force writes a plan."""


class NoTemplate(Exception):
    """Staff published no template yet."""


class PlanNotOpen(Exception):
    """The plan, or this section of it, is not open for writing: it is being read, was found good, or
    the organisation is no member any more."""


class AnswersMissing(Exception):
    """A section cannot be done while questions are empty. `questions`: their codes."""

    def __init__(self, questions: list[str]) -> None:
        self.questions = questions


class TooManyFiles(Exception):
    """A section holds ten files at most."""


class SectionsNotDone(Exception):
    """`sections`: the ones still to do, in order."""

    def __init__(self, sections: list) -> None:
        self.sections = sections


class IntroductionNotDone(Exception):
    """Who sends the plan follows the introduction first. `introduction`: how far they came."""

    def __init__(self, introduction) -> None:
        self.introduction = introduction


class FilesWaiting(Exception):
    """A file is still being checked; it takes seconds."""


class FilesRefused(Exception):
    """A file was refused by the check and must be taken away first."""

    def __init__(self, files: list) -> None:
        self.files = files


class ClosedSectionChanged(Exception):
    """A section that nobody asked to change differs from the version before. `sections`: which."""

    def __init__(self, sections: list) -> None:
        self.sections = sections


class AlreadyDecided(Exception):
    """Somebody decided before: `decision` says who, when and what."""

    def __init__(self, decision) -> None:
        self.decision = decision


class PlanWithdrawn(Exception):
    """The organisation took this version back, or sent a newer one."""


class NotFullyRead(Exception):
    """`sections`: the ones without a judgement of a reader who was asked."""

    def __init__(self, sections: list) -> None:
        self.sections = sections


class StillToAdd(Exception):
    """A plan with sections to be added to cannot be approved."""


class NothingToAdd(Exception):
    """A plan goes back only with a reason at one section at least."""


class SamePerson(Exception):
    """Two pairs of eyes: who proposes a decision does not take it."""


class NotProposed(Exception):
    """Two pairs of eyes: somebody proposes this decision first."""


class LetterChanged(Exception):
    """Somebody edited the letter after this person read it."""


class OwnPlan(Exception):
    """Nobody judges the plan of an organisation they are tied to (R-06)."""


class NotAReader(Exception):
    """Only advisers and deciders of the network read plans."""


class OwnReading(Exception):
    """Nobody takes themselves off a reading."""


class NotUndoable(Exception):
    """This decision does not stand any more, or the organisation went on since. `because`: "newer" or "written"."""

    def __init__(self, because: str) -> None:
        self.because = because


class ShareTooLong(Exception):
    """A plan is shared from today, for a year at most."""


class TooManyShares(Exception):
    """Ten people from outside at most see a plan at a time."""


class AlreadyColleague(Exception):
    """This person has a seat in the organisation: nothing to share."""


class ShareClosed(Exception):
    """What was shared ended: revoked, past its day, or with a smaller right than this asks."""


class NoSeatHere(Exception):
    """Only colleagues with a seat write a section as their task."""


class NotTheNewest(Exception):
    """A plan only moves to the questions in force, and only when they ask its organisation something."""


class PromisesOpen(Exception):
    """A look back goes to the network when each promise has its answer. `numbers`: those without."""

    def __init__(self, numbers: list[int]) -> None:
        self.numbers = numbers
