"""What comes for one person."""

from django.db.models import Q

from learning_circles.models import Meeting, ties_of


def next_of(user, most: int) -> list[Meeting]:
    """The next meetings in which this person takes part, or whose circle they are in or run; none for a visitor."""
    ties = ties_of(user)
    if not any(ties):
        return []
    own = Q(pk__in=ties.registered) | Q(circle__in=ties.runs | ties.is_in)
    upcoming = Meeting.objects.visible_to(user).upcoming().filter(own)
    return list(upcoming.select_related("circle", "town").by_start()[:most])
