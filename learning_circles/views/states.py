"""How meetings in a list stand, for who reads it."""

from learning_circles.models import Meeting, Registration, occupancy


def with_state(found: list[Meeting], user) -> None:
    """Places and, for the reader, what their registration says: two queries for the whole list."""
    occupancy(found)
    own: dict[int, Registration] = {}
    if user.is_authenticated and found:
        registrations = Registration.objects.standing().filter(user=user, meeting__in=found)
        own = {registration.meeting_id: registration for registration in registrations}
    for meeting in found:
        meeting.own = own.get(meeting.pk)
