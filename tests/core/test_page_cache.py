import pytest
from django.test import Client

from membership.operations import open_term
from portal.core.page_cache import bump
from tests.factories import OrganisationFactory, member, page, site
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return site()


def hit(response) -> bool:
    return response.headers.get("X-Page-Cache") == "hit"


def test_the_second_visitor_gets_the_kept_page_without_a_query(client, home, django_assert_num_queries):
    first = client.get("/")
    with django_assert_num_queries(0):
        second = Client().get("/")
    assert (hit(first), hit(second)) == (False, True)
    assert second.content == first.content
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


def test_somebody_with_a_session_never_gets_or_fills_a_kept_page(client, home):
    seat = member()
    own = client_of(seat.user).get("/netwerk/")
    assert "Uw organisatie" in own.content.decode()
    assert "Uw organisatie" not in Client().get("/netwerk/").content.decode()
    Client().get("/netwerk/")
    assert not hit(client_of(seat.user).get("/netwerk/"))


def test_a_new_member_is_shown_at_once(client, home, django_capture_on_commit_callbacks):
    client.get("/netwerk/")
    organisation = OrganisationFactory(name="Gemeente Nieuwburg")
    with django_capture_on_commit_callbacks(execute=True):
        open_term(organisation, level=1, by=None)
    assert "Gemeente Nieuwburg" in Client().get("/netwerk/").content.decode()


def test_publishing_a_page_forgets_every_kept_page(client, home, django_capture_on_commit_callbacks):
    client.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        page(home, "Rust in de brief")
    assert not hit(Client().get("/"))


def test_a_page_rendered_before_a_change_is_not_kept_for_after_it(client, home, monkeypatch):
    """The version in the key is the one read before rendering."""
    from portal.core import page_cache

    real = page_cache.PublicPageCache._may_keep

    def change_meanwhile(self, request, response):
        bump()
        return real(self, request, response)

    monkeypatch.setattr(page_cache.PublicPageCache, "_may_keep", change_meanwhile)
    client.get("/")
    assert not hit(Client().get("/"))


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/netwerk/?q=lind", True), ("/netwerk/?utm=x", False), ("/zoeken/?q=rust", True), ("/word-lid/", False)],
)
def test_only_named_parameters_and_pages_without_forms_are_kept(client, home, path, kept):
    client.get(path)
    assert hit(Client().get(path)) is kept


def test_an_unknown_host_is_refused_before_a_kept_page(client, home):
    client.get("/")
    assert Client().get("/", HTTP_HOST="evil.example").status_code == 400


def test_a_missing_page_is_not_kept(client, home):
    client.get("/bestaat-niet/")
    response = Client().get("/bestaat-niet/")
    assert (response.status_code, hit(response)) == (404, False)
