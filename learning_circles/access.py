"""Who may run a circle, who takes part in it, and who may know what of whom."""

from learning_circles.models import Circle, Meeting, Registration, ties_of
from membership.access import level_of, seats_of
from portal.accounts.access import ADVISER, DECIDER, has_role, is_staff_member
from portal.core import files
from portal.core.models import PrivateFile

ROOM = "learning_circles"


def may_open_circles(user) -> bool:
    """Advisers and deciders of the network begin circles and say who runs them."""
    return has_role(user, ADVISER, DECIDER)


def facilitates(user, circle: Circle) -> bool:
    """Runs this circle: nobody else reads what people need and what they thought of it."""
    return circle.pk in ties_of(user).runs


def may_facilitate(user, circle: Circle) -> bool:
    """Plans, invites and records: who runs the circle, and those of the network who open circles."""
    return may_open_circles(user) or facilitates(user, circle)


def is_in(user, circle: Circle) -> bool:
    return circle.pk in ties_of(user).is_in


def may_look_inside(user, circle: Circle) -> bool:
    """What a circle learned, and why a plan changed: members of its level, its own people, staff. Not every account."""
    if not user.is_authenticated:
        return False
    return level_of(user) >= circle.level or may_see_people(user, circle)


def may_register(user, meeting: Meeting) -> bool:
    """Somebody with a seat in a member of the circle's level, who is in the circle or whose circle is open."""
    if not seats_of(user) or level_of(user) < meeting.circle.level:
        return False
    return meeting.circle.is_open or is_in(user, meeting.circle)


def may_see_people(user, circle: Circle) -> bool:
    """Who takes part is for those who take part, and for the network's staff."""
    return is_staff_member(user) or is_in(user, circle) or may_facilitate(user, circle)


def may_see_link(user, meeting: Meeting) -> bool:
    """The online address: who has a place, and who runs the circle."""
    return _has_place(user, meeting) or may_facilitate(user, meeting.circle)


def may_see_materials(user, meeting: Meeting) -> bool:
    """Files for a meeting: who has a place, who is in the circle, the network's staff."""
    return _has_place(user, meeting) or may_see_people(user, meeting.circle)


def _has_place(user, meeting: Meeting) -> bool:
    """As long as they have a seat in the organisation they registered for."""
    if not user.is_authenticated:
        return False
    own = [seat.organisation_id for seat in seats_of(user)]
    return Registration.objects.seated().filter(meeting=meeting, user=user, organisation__in=own).exists()


def may_open_material(user, file: PrivateFile) -> bool:
    """Only beside a meeting that this person may know of."""
    found = Meeting.objects.visible_to(user).select_related("circle").filter(materials__file=file).first()
    return found is not None and may_see_materials(user, found)


files.register_policy(ROOM, may_open_material)


def may_read_minutes(user, meeting: Meeting) -> bool:
    """Approved minutes: every member who may know of the circle. Before: who was there, and who runs it."""
    minutes = getattr(meeting, "minutes", None)
    if minutes is None or not user.is_authenticated:
        return False
    if may_facilitate(user, meeting.circle):
        return True
    if minutes.is_approved:
        return may_look_inside(user, meeting.circle)
    return minutes.is_shared and was_there(user, meeting)


def was_there(user, meeting: Meeting) -> bool:
    return user.is_authenticated and Registration.objects.filter(meeting=meeting, user=user, came=True).exists()
