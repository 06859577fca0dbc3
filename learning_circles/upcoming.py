"""What comes for one person."""

from django.db.models import Q

from learning_circles.models import CircleMember, Facilitator, Meeting, Registration
from membership.access import level_of, seats_of


def next_of(user, most: int) -> list[Meeting]:
    """The next meetings in which this person takes part, or whose circle they are in or run; none for a visitor.

    Asked without `visible_to`: whoever takes part with a seat of now, or runs the circle, may know of it. The database
    plans a question of all rights at once for longer than it answers it.
    """
    if not user.is_authenticated:
        return []
    own = [seat.organisation_id for seat in seats_of(user)] if level_of(user) else []
    registered = Registration.objects.standing().filter(user=user, organisation__in=own).values("meeting")
    is_in = CircleMember.objects.of(user).values("circle")
    runs = Facilitator.objects.of(user).values("circle")
    announced = Q(announced_at__isnull=False)
    upcoming = Meeting.objects.upcoming().filter(
        Q(circle__in=runs) | announced & (Q(pk__in=registered) | Q(circle__in=is_in))
    )
    return list(upcoming.select_related("circle", "town").by_start()[:most])
