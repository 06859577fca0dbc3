"""A round of wishes with people in it, for the tests of this room."""

import uuid
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from knowledge.models import HomePage, LibraryPage, ThemePage
from learning_circles import operations as circles
from learning_circles.models import CircleWish, Division, OfferedCircle, WishRound
from membership import operations as membership
from membership.models import Seat
from portal.accounts.models import User
from tests.factories import UserFactory, member, site
from tests.pages import page
from tests.people import run_jobs

MONDAY, TUESDAY = 0, 1
LIST = "/beheer/leerkringen/verdeling/"


def own_page(of: WishRound, end: str = "") -> str:
    return f"/leerkringen/wensen/{of.slug}/{end}"


def desk(of: WishRound, end: str = "") -> str:
    return f"{LIST}{of.pk}/{end}"


def text_of(browser: Client, address: str, **kwargs) -> str:
    return browser.get(address, **kwargs).content.decode()


def colleague() -> Seat:
    """Somebody whose organisation goes on without them."""
    return membership.open_seat(member().organisation, user=UserFactory(), role="professional", by=None)


def said(of: WishRound, *titles: str, **more) -> dict:
    """What the form sends."""
    by_title = {theme.title: theme.pk for theme in of.themes.all()}
    chosen = dict(zip(("first", "second", "third"), (by_title[title] for title in titles), strict=False))
    return {"province": "overal"} | chosen | more


def themes(*titles: str) -> list[ThemePage]:
    shelf = LibraryPage.objects.first() or page(HomePage.objects.first() or site(), "Thema’s", LibraryPage)
    known = {theme.title: theme for theme in ThemePage.objects.all()}
    return [known.get(title) or page(shelf, title, ThemePage) for title in titles]


def wish_round(*titles: str, by: User | None = None, **facts) -> WishRound:
    """About Schulden and Wonen, for level 1, open for ten days; circles of two to four people."""
    facts = {"level": 1, "smallest": 2, "largest": 4, "name": "Kringen in het voorjaar"} | facts
    last = timezone.localdate() + timedelta(days=10)
    name = facts.pop("name")
    return circles.begin_round(
        name, themes=themes(*(titles or ("Schulden", "Wonen"))), by=by, **{"wishes_until": last, **facts}
    )


def wish(of: WishRound, seat: Seat, *titles: str, days=(), province="") -> CircleWish:
    by_title = {theme.title: theme for theme in of.themes.all()}
    chosen = [by_title[title] for title in titles or ("Schulden",)]
    return circles.save_wish(
        of, user=seat.user, organisation=seat.organisation, themes=chosen, days=days, province=province
    )


def offer(of: WishRound, title: str = "Schulden", day: int = TUESDAY, *, province="", least=2, most=4) -> OfferedCircle:
    return circles.offer_circle(
        of,
        theme=of.themes.get(title=title),
        day=day,
        province=province,
        smallest=least,
        largest=most,
        form_key=uuid.uuid4(),
        by=None,
    )


def divide(of: WishRound) -> Division:
    """As staff ask it and the worker does it."""
    latest = Division.objects.latest_of(of)
    circles.ask_division(of, after=latest and latest.pk, by=None, seconds=10)
    run_jobs()
    return now(of)


def now(of: WishRound) -> Division:
    """The latest division, and the round with it, as they stand."""
    return Division.objects.select_related("round").filter(round=of).order_by("pk").last()


def divided_round(*people: Seat, **facts) -> tuple[WishRound, Division]:
    """Everybody wishes Schulden, then Wonen; there is a circle about each on Tuesday."""
    of = wish_round(**facts)
    for seat in people or [member() for _ in range(4)]:
        wish(of, seat, "Schulden", "Wonen")
    offer(of), offer(of, "Wonen")
    return of, divide(of)
