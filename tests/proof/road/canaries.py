"""Canaries: a word of its own in every text that is not for everybody, then everybody reads all they can reach.

The columns are found, not typed: each one of ours is in PUBLIC with a reason, or holds a canary.
"""

import io
import logging
import re
from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

import openpyxl
import pytest
from django.core import mail
from django.db import models
from django.urls import Resolver404, resolve
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from portal.core import jobs
from tests.proof.road.addresses import POSTED_BY, READ_AS, SEEN_BY, address, arguments
from tests.proof.road.probes import MARKS_AS_READ, Answer, Probe, ask
from tests.proof.road.wagtail_admin import MADE_BY_LOOKING
from tests.proof.road.world import CANARY, World
from tests.proof.roles import ROLES
from tests.proof.state import own_models

#: Columns without a canary: for everybody, or codes. Why.
PUBLIC = {
    "core.AuditEntry": "codes and ids only (law 14)",
    "core.MailedLink": "a verb and a hash",
    "core.ThrottleCount": "hashes",
    "core.OperatorSettings": "who runs the network stands on every page",
    "core.PortalImage": "pictures stand on public pages",
    "core.PortalRendition": "pictures stand on public pages",
    "knowledge.HomePage": "the front of the network",
    "knowledge.LibraryPage": "the front of the library",
    "knowledge.GlossaryPage": "difficult words are explained to everybody",
    "knowledge.GlossaryEntry": "difficult words are explained to everybody",
    "knowledge.LicenceAcceptance.digest": "a hash",
    "knowledge.Label": "what one can choose by is for everybody",
    "membership.Tariff": "what membership costs; staff keep it, and no column holds a person",
    "membership.DuesSettings": "who sends invoices stands on every invoice",
    "membership.InvoiceProfile.country": "a code",
    "membership.InvoiceProfile.vat_number": "stands beside the other canaries of the same page",
    "membership.InvoiceProfile.peppol_id": "a code in a public register",
    "membership.InvoiceProfile.email": "an address of which the mails are read in tests/membership",
    "membership.Invoice.kind": "a code",
    "membership.Invoice.about": "a code",
    "membership.Invoice.number": "a number of ours",
    "membership.Invoice.payment_reference": "a number of ours",
    "membership.Invoice.vat": "rates and sums",
    "membership.Invoice.supplier": "who sends invoices",
    "membership.InvoiceLine.vat_category": "a code",
    "membership.Payment.source": "a code",
    "membership.Refund.reason": "a code",
    "membership.InvoiceHold.kind": "a code",
    "membership.DuesRunItem.outcome": "a code",
    "core.PreparedFile": "codes and ids; what is made of it is a PrivateFile",
    "core.PrivateFile.room": "a code",
    "core.PrivateFile.kind": "a code",
    "core.PrivateFile.owner": "a code and an id",
    "core.PrivateFile.sha256": "a hash",
    "core.PrivateFile.refused_because": "a code",
    "core.PortalDocument.file_hash": "a hash",
    "core.PortalDocument.language": "a code",
    "core.PortalDocument.unreadable_because": "a code",
    "core.Notification.kind": "a code",
    "core.Notification.key": "codes and ids",
    "core.Notification.subject": "codes and ids",
    "core.SearchEntry.kind": "a code",
    "core.SearchEntry.audience": "a code",
    "core.SearchEntry.teaser_for": "a code",
    "core.SearchEntry.url": "an address",
    "accounts.User.password": "nobody has one",
    "membership.Organisation.name": "who takes part is public",
    "membership.Organisation.name_key": "who takes part is public",
    "membership.Organisation.slug": "who takes part is public",
    "membership.Organisation.municipality_code": "a public register",
    "membership.Town": "places on the map",
    "membership.Municipality": "a public register",
    "membership.Figure": "what the network counts is for everybody",
    "learning_circles.Circle.slug": "stands in addresses",
    "learning_circles.WishRound.slug": "stands in addresses",
    "learning_circles.RoundTheme.title": "of themes that everybody may read",
    "surveys.Question": "short names, which stand in addresses, and ids of blocks",
    "surveys.Option": "codes and ids of blocks",
    "surveys.Participation.size": "a code",
    "surveys.Release.sha256": "a hash",
    "surveys.Release.certificate": "made of the release alone: it holds nobody's answer",
    "membership.Admission.code_hash": "a hash",
    "membership.CheckoutAttempt": "ids of Stripe and a key of ours",
    "membership.StripeEvent": "codes and ids of Stripe",
    "membership.Dispute.reason": "a code of Stripe",
    "membership.Difference.reference": "an id of Stripe",
    "membership.Statement.account": "the network's own, which stands on every invoice",
    "membership.Statement.sha256": "a hash",
    "membership.BankEntry.account": "the network's own, which stands on every invoice",
    "implementation_plans.PlanSection.code": "a code",
    "implementation_plans.Answer.question": "a code",
    "implementation_plans.VersionSection.code": "a code",
    "implementation_plans.VersionSection.sha256": "a hash",
}
#: What an editor shows of a closed page to everybody else.
TEASER = {"teaser_title", "teaser_text"}
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, StreamField)
LINK = re.compile(rb'(?:href|action|src|data-url)="([^"#]+)')
SPREADSHEET = b"PK\x03\x04"


def confidential() -> list[models.Field]:
    """Every column of words of ours that PUBLIC does not name, and those of Wagtail's that hold our words."""
    own = [f for m in own_models() for f in m._meta.local_fields if isinstance(f, TEXTS) and not f.choices]
    own += [Page._meta.get_field("title"), Page._meta.get_field("draft_title"), Revision._meta.get_field("content")]
    own = [f for f in own if f.name not in TEASER]
    return [f for f in own if not {f.model._meta.label, f"{f.model._meta.label}.{f.name}"} & PUBLIC.keys()]


def words_in(field: models.Field) -> Iterator[str]:
    for row in field.model._default_manager.all():
        yield str(field.value_to_string(row))
        if isinstance(field, models.FileField):
            with getattr(row, field.name).open("rb") as content:
                yield content.read().decode(errors="replace")


def without_canary() -> list[str]:
    return [str(f) for f in confidential() if not any(CANARY.search(words.encode()) for words in words_in(f))]


# --- Reading everything -----------------------------------------------------------------------------------------


def readable(body: bytes) -> bytes:
    """A body as words: the cells of a spreadsheet, the characters behind entities."""
    if body.startswith(SPREADSHEET):
        book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
        cells = (str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
        return "\n".join(cells).encode()
    return body


def links_in(url: str, body: bytes) -> Iterator[str]:
    for found in LINK.findall(body):
        parts = urlsplit(urljoin(url, unescape(found.decode(errors="replace"))))
        if (
            parts.scheme in ("", "http")
            and parts.netloc in ("", "testserver")
            and not parts.path.startswith(("/static/", "/media/"))
        ):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def read_all(world: World, role: str, first: list[str], *, most: int) -> Iterator[tuple[str, Answer]]:
    """Follow every link and form target from these addresses, by GET, until all is read."""
    waiting, seen = deque(first), set(first)
    while waiting:
        url = waiting.popleft()
        got = ask(world, Probe(url, url, role, may=True))
        got.body = readable(got.body)
        yield url, got
        for link in links_in(url, got.body):
            if link not in seen and len(seen) < most:
                seen.add(link)
                waiting.append(link)


def view_name(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def may_write(url: str) -> set[str]:
    name = view_name(url)
    return MADE_BY_LOOKING if name.startswith("wagtail") else MARKS_AS_READ.get(name, set())


def searches(world: World) -> dict[str, str]:
    """For each circle of readers one word of theirs: what somebody else might search for."""
    return {str(sorted(readers)): word for word, readers in world.may_read.items() if word.startswith("kanarie")}


def search_results(world: World, role: str, word: str) -> int:
    """How many things are found: the page itself repeats the question, so its body proves nothing."""
    context = world.browsers[role].get("/zoeken/", {"q": word}).context
    return len(context["page"].object_list) if context and "page" in context else 0


@pytest.mark.django_db
def test_everybody_reads_all_they_can_reach_and_nothing_else(figure, size, caplog):
    world = World()
    assert not without_canary(), without_canary()
    wrong, pages, asked = [], 0, 0
    roles = size(("visitor", "admin of another", "finance"), ROLES)
    caplog.set_level(logging.DEBUG)
    for role in roles:
        for url, got in read_all(world, role, starting_points(world), most=size(75, 600)):
            pages += 1
            wrong += [f"{role} reads {word} at {url}" for word in world.leaks(got.body, role, *bearer(url))]
            if got.writes - may_write(url):
                wrong.append(f"{role} changes {sorted(got.writes)} by reading {url}")
        for word in searches(world).values():
            if role not in world.may_read[word]:
                asked += 1
                wrong += [f"{role} finds {word}"] * search_results(world, role, word)
    lines = [record.getMessage() for record in caplog.records]
    wrong += [f"logged: {line}" for line in lines if CANARY.search(line.encode())]
    figure(
        f"canaries: {len(world.may_read)} words in {len(confidential())} columns, {len(roles)} roles, {pages} pages, "
        f"{asked} searches, {len(lines)} log lines, {len(wrong)} leaks"
    )
    letters, strays = mailed(world)
    figure(f"canaries: {letters} mails, {len(strays)} leaks")
    assert letters >= 8
    assert not wrong + strays, "\n".join(wrong + strays)


def starting_points(world: World) -> list[str]:
    """Every address of ours, and what no page leads to: exports, a draft's address, the plumbing."""
    kwargs = arguments(world)
    first = [address(name, kwargs) for name in sorted(SEEN_BY.keys() | POSTED_BY.keys())]
    lists = (
        "membership_admin:admissions",
        "membership_admin:interests",
        "membership_admin:organisations",
        "plans_admin:versions",
    )
    first += [f"{address(name, kwargs)}?export={kind}" for name in lists for kind in ("xlsx", "csv")]
    return [*first, "/", "/kennis/concept/", "/sitemap.xml", "/beheer/", world.document.url]


def bearer(url: str) -> list[str]:
    return [role for name, role in READ_AS.items() if name == view_name(url)]


def mailed(world: World) -> tuple[int, list[str]]:
    """Send every letter that waits: how many went, and what is in one that its reader may not read."""
    now = timezone.now()
    jobs.run_due(at=now)
    jobs.run_due(at=(now + timedelta(days=1)).replace(hour=12))
    readers = world.outside | {user.email: role for role, user in world.people.items()}
    strays = []
    for letter in mail.outbox:
        (reader,) = letter.to
        text = f"{letter.subject}\n{letter.body}\n{letter.alternatives[0][0]}".encode()
        strays += [f"{reader} reads {word}" for word in world.leaks(text, readers[reader])]
    return len(mail.outbox), strays
