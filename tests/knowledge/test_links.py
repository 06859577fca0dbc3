"""Links to others are tried in the background; inside our own network nothing is asked."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from knowledge.gateways import trouble_with
from knowledge.jobs import check_link, due_links
from knowledge.models import OutsideLink, SourcePage
from tests.factories import OutsideLinkFactory, page, site


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        code = int(self.path.strip("/") or 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "ftp://elders.example/x")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def elsewhere(settings):
    settings.LINKS_MAY_BE_INSIDE = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/200", ""),
        ("/403", ""),  # it is there and only does not talk to machines
        ("/404", "De site antwoordt met 404."),
        ("/500", "De site antwoordt met 500."),
        ("/302", "Dit adres ligt niet op het open internet."),
    ],
)
def test_what_is_wrong_is_said_in_words(elsewhere, path, trouble):
    assert trouble_with(f"{elsewhere}{path}") == trouble


def test_who_does_not_answer_is_said_too(settings):
    settings.LINKS_MAY_BE_INSIDE = True
    assert trouble_with("http://127.0.0.1:9/") == "De site antwoordt niet."
    assert trouble_with("http://bestaat-niet.invalid/") == "De site antwoordt niet."


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
    ],
)
def test_our_own_network_is_never_asked(link):
    assert trouble_with(link) == "Dit adres ligt niet op het open internet."


@pytest.mark.django_db
def test_a_link_is_tried_once_a_week(elsewhere):
    link = OutsideLinkFactory(link=f"{elsewhere}/404")
    now = timezone.now()
    assert due_links(now) == [link.pk]
    check_link(link.pk, at=now)
    link.refresh_from_db()
    assert (link.trouble, link.checked_at) == ("De site antwoordt met 404.", now)
    assert due_links(now + timedelta(days=6)) == []
    assert due_links(now + timedelta(days=8)) == [link.pk]


@pytest.mark.django_db
def test_publishing_keeps_the_links_of_a_page_and_what_was_found_of_them():
    body = [("paragraph", '<p><a href="https://een.example/?a=1&amp;b=2">een</a></p>')]
    source = page(site(), "Bron", SourcePage, link="https://bron.example/", body=body)
    assert set(source.outside_links.values_list("link", flat=True)) == {
        "https://bron.example/",
        "https://een.example/?a=1&b=2",
    }
    OutsideLink.objects.filter(link="https://bron.example/").update(trouble="De site antwoordt niet.")
    source.body = []
    source.save_revision().publish()
    assert list(source.outside_links.values_list("link", "trouble")) == [
        ("https://bron.example/", "De site antwoordt niet.")
    ]
    source.unpublish()
    assert not source.outside_links.exists()
