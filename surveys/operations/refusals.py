"""Why the portal says no. Views make a sentence of it."""


class YearTaken(Exception):
    """There is a round of this year already."""


class NotPublished(Exception):
    """The questionnaire has no published words to ask."""


class NobodyToAsk(Exception):
    """No organisation has a term in force."""


class RoundClosed(Exception):
    """The last day is over, or staff closed the round."""


class RoundOpen(Exception):
    """Members still answer."""


class AlreadySent(Exception):
    """A colleague sent the answers in: take that back first."""


class HasDeclined(Exception):
    """The organisation said it does not take part."""


class NothingAnswered(Exception):
    """There is nothing to send in."""


class ReleaseOut(Exception):
    """The outcomes are online: they are final."""


class NotMade(Exception):
    """The outcomes are not made yet."""


class NotAColleague(Exception):
    """Only somebody with a seat in the organisation can be asked."""


class OpinionThere(Exception):
    """This colleague gave an opinion already. It bears no name, so it cannot be changed."""


class NoConsent(Exception):
    """Whoever wrote this does not want it quoted, or no longer."""


class NotTheirWords(Exception):
    """A quote may leave words out; it may not put others in their place."""
