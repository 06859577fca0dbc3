"""What comes for one person."""

from django.db.models import Q

from learning_circles.models import CircleMember, Facilitator, Meeting, Registration


def next_of(user, most: int) -> list[Meeting]:
    """The next meetings in which this person takes part, or whose circle they are in or run; none for a visitor."""
    if not user.is_authenticated:
        return []
    registered = Registration.objects.standing().filter(user=user).values("meeting")
    is_in = CircleMember.objects.of(user).values("circle")
    runs = Facilitator.objects.of(user).values("circle")
    own = Q(pk__in=registered) | Q(circle__in=is_in) | Q(circle__in=runs)
    upcoming = Meeting.objects.visible_to(user).upcoming().filter(own)
    return list(upcoming.select_related("circle", "town").by_start()[:most])
