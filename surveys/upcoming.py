"""What a round asks of somebody's organisation now, for their overview."""

from django.utils import timezone

from membership.models import Seat
from surveys.models import Participation


def waiting_for(seat: Seat) -> Participation | None:
    """The open round that the organisation did not send in yet, and did not decline. One query."""
    waiting = Participation.objects.waiting().filter(organisation=seat.organisation_id)
    still_open = waiting.filter(round__closed_at=None, round__closes_on__gte=timezone.localdate())
    return still_open.select_related("round").order_by("-round__year").first()
