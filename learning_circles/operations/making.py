"""From a division to circles with people in them: once."""

from collections import Counter, defaultdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from learning_circles.models import Division, OfferedCircle, Placement, WishRound
from learning_circles.operations.circles import begin_circle, fill_circle
from learning_circles.operations.dividing import divided
from learning_circles.operations.refusals import DivisionChanged, RoundOver
from learning_circles.operations.wishing import lock_round, subject_of
from portal.core import audit, notifications

LONGEST_THEME = 70


@transaction.atomic
def make_circles(division: Division, *, seen: str, by, at: datetime | None = None) -> WishRound:
    """Every circle that has people begins with them; the round is over. Making them again changes nothing.

    Whoever lost their seat meanwhile is left out: their placement has no member. Everybody who wished something reads
    where they are. `seen`: the division's stamp of when this was decided.
    Raises RoundOver, NotDivided, DivisionChanged.
    """
    at = at or timezone.now()
    of = lock_round(division.round_id)
    if of.is_made and of.made_from_id == division.pk:
        return of
    if of.is_over:
        raise RoundOver
    division = divided(of, division)
    if division.stamp != seen:
        raise DivisionChanged
    placements = _of_people_with_a_seat(division, of, at)
    offers = of.offers.select_related("theme__page").filter(pk__in={p.offer_id for p in placements})
    for offer, title in zip(offers, titles(offers), strict=True):
        _make(of, offer, title, [p for p in placements if p.offer_id == offer.pk], by=by, at=at)
    of.made_at, of.made_by, of.made_from = at, by, division
    of.save(update_fields=["made_at", "made_by", "made_from"])
    notifications.settle(subject_of(of), at=at)
    _tell(of, at)
    audit.record("wish_round.circles_made", of, by=by, at=at, division=division.pk, circles=len(offers))
    return of


def _of_people_with_a_seat(division: Division, of: WishRound, at: datetime) -> list[Placement]:
    today = timezone.localdate(at)
    entitled = division.placements.filter(wish__in=of.wishes.current(today))
    return list(entitled.select_related("wish__user", "wish__organisation").order_by("pk"))


def _make(of: WishRound, offer: OfferedCircle, title: str, placements: list[Placement], *, by, at: datetime) -> None:
    circle = begin_circle(
        title,
        question=_("Wat leren wij van elkaar over %(theme)s?") % {"theme": offer.theme.quoted},
        by=by,
        at=at,
        theme=offer.theme.page,
        level=of.level,
        province=offer.province,
        size=max(offer.largest, len(placements)),
    )
    OfferedCircle.objects.filter(pk=offer.pk).update(circle=circle)
    people = [(placement.wish.user, placement.wish.organisation) for placement in placements]
    for placement, member in zip(placements, fill_circle(circle, people=people, by=by, at=at), strict=True):
        placement.member = member
    Placement.objects.bulk_update(placements, ["member"])


def titles(offers) -> list[str]:
    """A name for each circle, no two the same: with where it meets when that tells two apart, or else with a number."""
    places = Counter((offer.theme_id, offer.day) for offer in offers)
    found: list[str] = []
    for offer in offers:
        words = {"theme": offer.theme.title[:LONGEST_THEME], "day": WEEKDAYS[offer.day]}
        title = _("%(theme)s op %(day)s") % words
        if places[offer.theme_id, offer.day] > 1:
            title += f", {offer.get_province_display() or _('online')}"
        number = sum(other == title or other.startswith(f"{title} (") for other in found) + 1
        found.append(title if number == 1 else f"{title} ({number})")
    return found


def _tell(of: WishRound, at: datetime) -> None:
    """Everybody who wished something, by circle and then who has none, each group in one statement."""
    placed = of.made_from.placements.filter(member__isnull=False).select_related("offer__circle")
    circles = {placement.wish_id: placement.offer.circle.title for placement in placed}
    people: dict[str, list] = defaultdict(list)
    for wish in of.wishes.filter(user__is_active=True).select_related("user"):
        people[circles.get(wish.pk, "")].append(wish.user)
    for title, users in people.items():
        notifications.notify_all(
            "circles_made",
            to=users,
            key=f"circles-made:{of.pk}",
            subject=f"circles-made:{of.pk}",
            context={"name": of.name, "round": of.slug, "circle": title},
            at=at,
        )
