"""Who fills in, who sends in, and who reads answers."""

from membership.access import seats_of
from portal.accounts.access import ADVISER, DECIDER, has_role
from surveys.models import Participation

ROLES = (ADVISER, DECIDER)


def may_read_answers(user) -> bool:
    """Every organisation's own answers: advisers and deciders of the network. Members read outcomes."""
    return has_role(user, *ROLES)


def may_fill_in(user, participation: Participation) -> bool:
    """Everybody with a seat in the organisation."""
    return any(seat.organisation_id == participation.organisation_id for seat in seats_of(user))


def may_decline(user, participation: Participation) -> bool:
    """That the organisation does not take part is for its admins, and for who was asked to see to it."""
    if participation.entrusted_to_id == user.pk and may_fill_in(user, participation):
        return True
    return any(s.is_admin for s in seats_of(user) if s.organisation_id == participation.organisation_id)
