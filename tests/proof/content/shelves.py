"""Who finds which page where: a word that stands in one closed page only, looked for as everybody, everywhere."""

from dataclasses import dataclass
from itertools import product

import pytest
from django.test import Client
from wagtail.models import Page

from knowledge import models
from knowledge.access import restrict
from membership.operations import open_seat
from portal.core.page_cache import bump
from portal.core.search import LEVEL_2, MEMBERS, PUBLIC
from tests.factories import UserFactory, member, staff
from tests.pages import LEAST, library, page
from tests.people import client_of

ONE = {"professional of level 1", "admin of level 1"}
TWO = {"professional of level 2"}
STAFF = {"adviser", "decider", "finance", "editor", "superuser"}
ROLES = {"visitor", "nobody"} | ONE | TWO | STAFF
READERS = {PUBLIC: ROLES, MEMBERS: ONE | TWO | STAFF, LEVEL_2: TWO | STAFF}
#: What machines read is the same for everybody.
FOR_MACHINES = {"feed": "/kennis/nieuw.rss", "sitemap": "/sitemap.xml"}
#: Where a reader must find it; on the other places it may stand.
CERTAIN = {"page", "library", "search", "help", "feed", "sitemap"}
#: Fields of a type that hold words of their own.
WORDS = {
    models.InstrumentPage: ["purpose", "developed_by"],
    models.PublicationPage: ["published_by"],
    models.FilmPage: ["transcript"],
    models.StoryPage: ["period", "target_group", "goes_well", "goes_less"],
    models.EvidencePage: ["population", "outcome", "source"],
    models.StudyTripPage: ["place", "who_went", "co_financier", "programme"],
    models.SourcePage: ["publisher"],
    models.EventPage: ["place"],
}


@dataclass
class Planted:
    """A page, and the word that stands in each of its fields."""

    made: Page
    word: str
    audience: str

    def readers(self) -> set[str]:
        return READERS[self.audience]


def people() -> dict[str, Client]:
    one, two = member(level=1), member(level=2)
    colleagues = {
        "professional of level 1": colleague(one.organisation),
        "admin of level 1": one.user,
        "professional of level 2": colleague(two.organisation),
        "nobody": UserFactory(),
        "superuser": UserFactory(is_superuser=True),
    }
    users = colleagues | {role: staff(role) for role in ("adviser", "decider", "finance", "editor")}
    return {"visitor": Client()} | {role: client_of(user) for role, user in users.items()}


def colleague(organisation):
    return open_seat(organisation, user=UserFactory(), role="professional", by=None).user


def planted(theme: Page, kind: type[Page], audience: str, number: int) -> Planted:
    word = f"geheimpje{number}q"
    facts = dict.fromkeys(WORDS.get(kind, []), f"Over {word}")
    body = [("heading", f"Kop {word}"), ("paragraph", f"<p>Tekst {word}</p>")]
    made = page(theme, f"Titel {word}", kind, slug=f"bladzijde-{number}", lead=f"Lead {word}", body=body, **facts)
    restrict(made, audience)
    return Planted(made, word, audience)


def faults(browsers: dict[str, Client], theme: Page, found: Planted) -> tuple[int, list[str]]:
    """Every place where the word could be, as everybody; how many were tried, and those that were wrong."""
    places = {
        "page": found.made.get_url(),
        "library": f"/kennis/?q={found.word}",
        "shelf": "/kennis/?volgorde=new",
        "theme": theme.get_url(),
        "search": f"/zoeken/?q={found.word}",
        "help": f"/zoeken/hulp/?q={found.word}",
        "home": "/",
    }
    tried, wrong = 0, []
    bump()
    for (role, browser), (name, address) in product(browsers.items(), (places | FOR_MACHINES).items()):
        answer = browser.get(address).content.decode()
        for typed in (f"q={found.word}", f'value="{found.word}"', f"<title>{found.word} - ", f"‘{found.word}’"):
            answer = answer.replace(typed, "")
        shown = (found.made.slug if name == "sitemap" else found.word) in answer
        tried += 1
        may = found.audience == PUBLIC if name in FOR_MACHINES else role in found.readers()
        if (shown and not may) or (may and not shown and name in CERTAIN):
            wrong.append(f"{name} as {role}: {found.word} ({found.audience})")
    return tried, wrong


@pytest.mark.django_db
def test_nobody_finds_a_page_that_is_not_theirs(figure, size, django_capture_on_commit_callbacks):
    theme, other = _themes()
    browsers = people()
    kinds = list(LEAST)
    tried, wrong = 0, []
    for number, (kind, audience) in enumerate(product(kinds, READERS)):
        if number % 3 != kinds.index(kind) % 3 and size(True, False):
            continue
        with django_capture_on_commit_callbacks(execute=True):
            found = planted(theme, kind, audience, number)
        n, bad = faults(browsers, theme, found)
        tried, wrong = tried + n, wrong + bad
    figure(f"content: {tried} places x roles x pages tried, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_right_after_a_page_closes_opens_or_moves_it_is_where_it_belongs(figure, django_capture_on_commit_callbacks):
    theme, closed = _themes()
    browsers = people()
    found = planted(theme, models.ArticlePage, PUBLIC, 900)
    tried, wrong = 0, []

    def look(audience: str, where: Page) -> None:
        nonlocal tried, wrong
        found.audience = audience
        found.made = Page.objects.get(pk=found.made.pk).specific
        n, bad = faults(browsers, where, found)
        tried, wrong = tried + n, wrong + bad

    look(PUBLIC, theme)
    for audience in (MEMBERS, LEVEL_2, PUBLIC):
        with django_capture_on_commit_callbacks(execute=True):
            restrict(found.made, audience)
        look(audience, theme)
    with django_capture_on_commit_callbacks(execute=True):
        restrict(closed, LEVEL_2)
        found.made.move(Page.objects.get(pk=closed.pk), pos="last-child")
    look(LEVEL_2, closed)
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=found.made.pk).move(Page.objects.get(pk=theme.pk), pos="last-child")
    look(PUBLIC, theme)
    figure(f"content, after closing, opening and moving: {tried} tried, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


@pytest.mark.django_db
def test_a_teaser_tells_its_own_two_fields_and_no_more(figure):
    theme, _other = _themes()
    browsers = people()
    tried, wrong = 0, []
    for number, audience in enumerate((MEMBERS, LEVEL_2)):
        made = planted(theme, models.ArticlePage, audience, 800 + number)
        made.made.teaser_title, made.made.teaser_text = f"Lokker{number}", f"Aanlokkelijk{number}"
        made.made.save_revision().publish()
        n, bad = faults(browsers, theme, made)
        tried, wrong = tried + n, wrong + bad
        for role, browser in browsers.items():
            shown = f"Lokker{number}" in browser.get("/kennis/").content.decode()
            tried += 1
            if shown == (role in READERS[audience]):
                wrong.append(f"teaser of {audience} as {role}")
    figure(f"content, teasers: {tried} tried, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


def _themes() -> tuple[Page, Page]:
    shelf = library()
    return page(shelf, "Stress", models.ThemePage), page(shelf, "Geld", models.ThemePage)
