"""Who speaks for an organisation, who reads answers, and who sees names. Everybody with a seat fills in."""

from membership.access import level_of, seats_of
from portal.accounts.access import ADVISER, DECIDER, has_role, is_staff_member
from surveys.models import Participation

ROLES = (ADVISER, DECIDER)


def may_read_answers(user) -> bool:
    """Every organisation's own answers: advisers and deciders of the network. Members read outcomes."""
    return has_role(user, *ROLES)


def may_decline(user, participation: Participation) -> bool:
    """That the organisation does not take part is for its admins, and for the colleague who was asked to see to it."""
    own = [seat for seat in seats_of(user) if seat.organisation_id == participation.organisation_id]
    return any(seat.is_admin or participation.entrusted_to_id == user.pk for seat in own)


def may_see_names(user) -> bool:
    """What was shared by name is for the network: members and staff, also where outcomes are public."""
    return is_staff_member(user) or level_of(user) >= 1
