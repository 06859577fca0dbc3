"""A round in which 350 people said what they wish, 30 circles on offer, and a division of the people over them.

python -m bench.wishing  makes it once; prints {"round": path, "division": path, "move": path, "wishes": path,
"staff": cookie, "member": cookie}
"""

import json
import random
import uuid
from datetime import timedelta

import django

NAME, PEOPLE, OFFERS = "Meetlat", 350, 30


def fill() -> None:
    from django.db import transaction

    from learning_circles.models import WishRound

    with transaction.atomic():
        of = WishRound.objects.filter(name=NAME).first() or _begin()
        print(json.dumps(_ways_in(of)))


def _begin():
    """In the shapes of the operations, for level 1: the whole network, so nobody's mail is written."""
    from django.utils import timezone

    from knowledge.models import ThemePage
    from learning_circles.models import RoundTheme, WishRound

    now = timezone.now()
    last = timezone.localdate() + timedelta(days=300)
    of = WishRound.objects.create(name=NAME, slug="meetlat", wishes_until=last, smallest=8, largest=14, opened_at=now)
    pages = ThemePage.objects.live().order_by("path")[:6]
    themes = RoundTheme.objects.bulk_create(
        RoundTheme(round=of, page=page, title=page.title, number=number) for number, page in enumerate(pages)
    )
    _divide(of, _wish(of, themes), _offer(of, themes))
    return of


def _wish(of, themes: list) -> list:
    from learning_circles.models import CircleWish, WishedTheme
    from membership.models import Seat, Term

    rng = random.Random(6)
    members = Seat.objects.current().filter(organisation__in=Term.objects.in_force().values("organisation"))
    seats = members.filter(user__is_active=True).order_by("user_id", "pk").distinct("user_id")[:PEOPLE]
    wishes = CircleWish.objects.bulk_create(
        CircleWish(
            round=of,
            user_id=seat.user_id,
            organisation_id=seat.organisation_id,
            days=sorted(rng.sample(range(5), rng.choice([0, 2, 3]))),
            phase=rng.choice(["new", "settled", "level_2"]),
            size=rng.choice(["small", "middle", "large"]),
            kind="municipality",
            saved_at=of.opened_at,
        )
        for seat in seats
    )
    WishedTheme.objects.bulk_create(
        WishedTheme(wish=wish, theme=theme, rank=rank)
        for wish in wishes
        for rank, theme in enumerate(rng.sample(themes, min(3, len(themes))))
    )
    return wishes


def _offer(of, themes: list) -> list:
    from learning_circles.models import OfferedCircle

    return OfferedCircle.objects.bulk_create(
        OfferedCircle(
            round=of,
            form_key=uuid.UUID(int=of.pk * 1000 + number),
            theme=themes[number % len(themes)],
            day=number % 5,
            smallest=8,
            largest=14,
        )
        for number in range(OFFERS)
    )


def _divide(of, wishes: list, offers: list) -> None:
    """Everybody somewhere, one in ten nowhere: what it is worth does not matter here, only how much is said of it."""
    from learning_circles.models import Division, Placement

    division = Division.objects.create(
        round=of, asked_at=of.opened_at, of_revision=of.revision, ended_at=of.opened_at, score=1.0, bound=1e6
    )
    Placement.objects.bulk_create(
        Placement(division=division, wish=wish, offer=offers[number % len(offers)])
        for number, wish in enumerate(wishes)
        if number % 10
    )


def _ways_in(of) -> dict[str, str]:
    from django.urls import reverse

    from bench.people import cookie_of
    from portal.accounts.models import User

    division = reverse("circles_admin:division", args=[of.pk])
    wish, offer = of.wishes.first(), of.offers.last()
    return {
        "round": reverse("circles_admin:round", args=[of.pk]),
        "division": division,
        "move": f"{division}?wie={wish.pk}&kring={offer.pk}",
        "wishes": reverse("circles:wishes", args=[of.slug]),
        "staff": cookie_of(User.objects.get(email="adviseur@platform31.example")),
        "member": cookie_of(wish.user),
    }


if __name__ == "__main__":
    django.setup()
    fill()
