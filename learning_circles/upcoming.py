"""What comes for one person."""

from django.db.models import Exists, OuterRef

from learning_circles.models import CircleMember, Facilitator, Meeting, Registration


def next_of(user, most: int) -> list[Meeting]:
    """The next meetings in which this person takes part, or whose circle they are in or run; none for a visitor."""
    if not user.is_authenticated:
        return []
    registered = Registration.objects.standing().filter(user=user, meeting=OuterRef("pk"))
    is_in = CircleMember.objects.current().filter(user=user, circle=OuterRef("circle"))
    runs = Facilitator.objects.current().filter(user=user, circle=OuterRef("circle"))
    upcoming = Meeting.objects.visible_to(user).upcoming().select_related("circle", "town")
    return list(upcoming.filter(Exists(registered) | Exists(is_in) | Exists(runs)).by_start()[:most])
