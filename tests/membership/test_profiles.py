"""What a member shows of itself, field by field, and questions that reach it without showing an address."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from membership.models import Profile, RelayedMessage
from membership.operations import end_membership, open_seat
from membership.operations import profiles as operations
from portal.core.logs import scrub
from portal.core.models import AuditEntry, MailedLink, Notification, SearchEntry
from portal.core.notifications import forget_secrets
from portal.core.page_cache import bump
from tests.factories import ProfileFactory, RelayedMessageFactory, UserFactory, member, site, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db

TOLD = {
    "target_group": "Jongeren met schulden",
    "access": "U woont in de gemeente.",
    "domains": ["money", "work"],
    "contact_role": "Projectleider",
}
ALL_SHOWN = {f"shows_{name}": True for name in TOLD}
NONE_SHOWN = {f"shows_{name}": False for name in TOLD}
WRITTEN = {"name": "Lidewij Zandvoorde", "email": "Lidewij@elders.example", "text": "Mag onze raad langskomen?"}
WORDS = ("Jongeren met schulden", "U woont in de gemeente.", "Geld en schulden", "Projectleider")


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def seat():
    return member(name="Gemeente Anloo")


def told(seat, **changes) -> Profile:
    return operations.save_profile(seat.organisation, by=seat.user, **(TOLD | ALL_SHOWN | changes))


def page_of(seat) -> str:
    bump()
    return Client().get(f"/netwerk/{seat.organisation.slug}/").content.decode()


def written(seat, **changes) -> RelayedMessage:
    return operations.write_message(seat.organisation, form_key=uuid.uuid4(), **(WRITTEN | changes))


def mailed_path(address: str = "lidewij@elders.example") -> str:
    run_jobs()
    body = next(m.body for m in reversed(mail.outbox) if address in m.to)
    return re.search(r"http://testserver(/netwerk/bericht/\S+)", body)[1]


# --- What is shown ---------------------------------------------------------------------------------------------


def test_by_default_nothing_more_is_shown_than_the_register_says(seat):
    page = page_of(seat)
    assert "Gemeente Anloo" in page
    assert "Zij vertelt hier nog niets" in page
    operations.save_profile(seat.organisation, by=seat.user, **(TOLD | NONE_SHOWN))
    page = page_of(seat)
    assert not [word for word in WORDS if word in page]


@pytest.mark.parametrize(("name", "word"), zip(TOLD, WORDS, strict=True))
def test_each_field_is_shown_by_its_own_tick(seat, name, word):
    told(seat, **(NONE_SHOWN | {f"shows_{name}": True}))
    page = page_of(seat)
    assert [shown for shown in WORDS if shown in page] == [word]


def test_the_admin_writes_it_and_colleagues_do_not(seat):
    fields = TOLD | {"shows_target_group": "on", "shows_domains": "on"}
    address = "/mijn/organisatie/profiel/"
    assert client_of(seat.user).post(address, fields).status_code == 302
    page = page_of(seat)
    assert "Jongeren met schulden" in page
    assert "U woont in de gemeente." not in page
    colleague = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user).user
    assert client_of(colleague).get(address).status_code == 403
    assert client_of(colleague).post(address, fields).status_code == 403


def test_what_is_empty_cannot_be_shown_and_the_form_says_so(seat):
    answer = client_of(seat.user).post("/mijn/organisatie/profiel/", {"shows_access": "on", "access": " "})
    assert answer.status_code == 422
    assert "Dit staat nog leeg." in answer.content.decode()
    profile = told(seat, access="")
    assert not profile.shows_access
    with pytest.raises(IntegrityError), transaction.atomic():
        Profile.objects.filter(pk=profile.pk).update(target_group="")


def test_the_same_profile_again_changes_nothing(seat):
    told(seat)
    entries = AuditEntry.objects.count()
    told(seat)
    assert AuditEntry.objects.count() == entries


def test_only_members_have_a_page(seat):
    told(seat)
    end_membership(seat.organisation, reason="Gestopt", by=None)
    assert Client().get(f"/netwerk/{seat.organisation.slug}/").status_code == 404
    assert Client().get("/netwerk/bestaat-niet/").status_code == 404


def test_search_finds_what_is_shown_and_nothing_else(seat):
    told(seat, shows_access=False)
    entry = SearchEntry.objects.get(kind="organisation")
    assert entry.url == f"/netwerk/{seat.organisation.slug}/"
    assert "Jongeren met schulden" in entry.text
    assert "U woont" not in entry.text


def test_staff_take_a_profile_down_and_its_admin_reads_why(seat):
    profile = told(seat)
    adviser = client_of(staff("adviser", first_name="Hanna"))
    address = f"/beheer/organisaties/{seat.organisation_id}/profiel/"
    assert adviser.post(f"{address}weg/", {"reason": ""}).status_code == 422
    assert adviser.post(f"{address}weg/", {"reason": "Er staat een naam in."}).status_code == 302
    assert not [word for word in WORDS if word in page_of(seat)]
    assert SearchEntry.objects.get(kind="organisation").text == ""
    assert "Er staat een naam in." in client_of(seat.user).get("/mijn/organisatie/profiel/").content.decode()
    assert Notification.objects.get(recipient=seat.user).kind == "profile_hidden"
    told(seat, access="Anders")
    assert not [word for word in WORDS if word in page_of(seat)], "it stays down until staff put it back"
    assert client_of(staff("decider")).post(f"{address}weg/", {"reason": "Ook"}).status_code == 409
    assert adviser.post(f"{address}terug/").status_code == 302
    assert "Jongeren met schulden" in page_of(seat)
    profile.refresh_from_db()
    assert profile.hidden_because == ""


# --- Messages --------------------------------------------------------------------------------------------------


def test_a_message_reaches_the_contact_after_its_writer_confirmed_it(seat):
    told(seat)
    browser = Client()
    page = browser.get(f"/netwerk/{seat.organisation.slug}/bericht/").content.decode()
    assert seat.user.email not in page
    fields = WRITTEN | {"form_key": str(uuid.uuid4())}
    assert browser.post(f"/netwerk/{seat.organisation.slug}/bericht/", fields).status_code == 302
    run_jobs()
    assert [m.to for m in mail.outbox] == [["lidewij@elders.example"]]
    path = mailed_path()
    assert "Mag onze raad langskomen?" in browser.get(path).content.decode()
    run_jobs()
    assert len(mail.outbox) == 1, "looking changes nothing"
    assert browser.post(path).status_code == 302
    assert browser.post(path).status_code == 302, "twice is once"
    run_jobs()
    letter = mail.outbox[-1]
    assert (len(mail.outbox), letter.to, letter.reply_to) == (2, [seat.user.email], ["lidewij@elders.example"])
    assert "Mag onze raad langskomen?" in letter.body


def test_who_writes_never_reads_an_address_of_the_organisation(seat):
    told(seat)
    message = written(seat)
    path = mailed_path()
    seen = [page_of(seat), Client().get(path).content.decode(), Client().post(path, follow=True).content.decode()]
    own = next(m for m in mail.outbox if m.to == ["lidewij@elders.example"])
    seen += [own.body, own.alternatives[0].content, str(own.message())]
    assert not [text for text in seen if seat.user.email in text or seat.user.last_name in text]
    assert RelayedMessage.objects.get(pk=message.pk).sent_at


def test_nothing_that_was_typed_stands_in_the_mail_that_asks_for_proof(seat):
    told(seat)
    written(seat, name="Bel 0900", text="Koop nu bij Piet")
    run_jobs()
    everything = mail.outbox[-1].subject + mail.outbox[-1].body + mail.outbox[-1].alternatives[0].content
    assert "Koop nu" not in everything
    assert "Bel 0900" not in everything


def test_the_words_leave_our_tables(seat):
    told(seat)
    message = written(seat)
    operations.send_message(message)
    row = RelayedMessage.objects.get()
    assert (row.name, row.email, row.text) == ("", "", "")
    run_jobs()
    assert Notification.objects.get(kind="relayed_message").secret, "and it is not in /mijn/berichten/"
    forget_secrets(at=timezone.now() + timedelta(days=2))
    assert not Notification.objects.filter(kind="relayed_message").exists()
    assert "langskomen" not in str(list(AuditEntry.objects.values()))


def test_contact_persons_come_before_admins_and_closed_accounts_get_nothing(seat):
    told(seat)
    contact = open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    type(contact).objects.filter(pk=contact.pk).update(duties=["contact"])
    assert operations.receivers_of(seat.organisation) == [contact.user]
    type(contact.user).objects.filter(pk=contact.user_id).update(is_active=False)
    assert operations.receivers_of(seat.organisation) == [seat.user]


@pytest.mark.parametrize("closed", ["contact", "hidden", "membership", "people"])
def test_whoever_takes_no_messages_gets_none(seat, closed):
    profile, message = told(seat), written(seat)
    path = mailed_path()
    if closed == "contact":
        told(seat, shows_contact_role=False)
    elif closed == "hidden":
        operations.hide_profile(profile, reason="Een naam", by=staff("adviser"))
    elif closed == "membership":
        end_membership(seat.organisation, reason="Gestopt", by=None)
    else:
        type(seat.user).objects.filter(pk=seat.user_id).update(is_active=False)
    assert Client().get(f"/netwerk/{seat.organisation.slug}/bericht/").status_code == 404
    assert Client().post(path).status_code == 404
    with pytest.raises(operations.NobodyToReach):
        operations.send_message(message)
    with pytest.raises(operations.NobodyToReach):
        written(seat)
    run_jobs()
    assert not [m for m in mail.outbox if seat.user.email in m.to and "vraag aan" in m.subject]


def test_the_same_form_twice_is_one_message_and_one_mail(seat):
    told(seat)
    key = uuid.uuid4()
    first, again = (operations.write_message(seat.organisation, form_key=key, **WRITTEN) for _ in range(2))
    run_jobs()
    assert (first, len(mail.outbox)) == (again, 1)


def test_one_address_is_mailed_three_times_an_hour_at_most(seat):
    told(seat)
    address = f"/netwerk/{seat.organisation.slug}/bericht/"
    answers = [Client().post(address, WRITTEN | {"form_key": str(uuid.uuid4())}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 422]
    assert "probeer het over een uur opnieuw" in answers[-1].content.decode()


def test_one_organisation_gets_thirty_an_hour_at_most(seat):
    told(seat)
    address = f"/netwerk/{seat.organisation.slug}/bericht/"
    status = 0
    for n in range(31):
        fields = WRITTEN | {"form_key": str(uuid.uuid4()), "email": f"a{n}@elders.example"}
        status = Client(REMOTE_ADDR=f"192.0.2.{n}").post(address, fields).status_code
    assert status == 422
    assert RelayedMessage.objects.count() == 30


def test_what_nobody_confirmed_is_forgotten_with_its_link(seat):
    now = timezone.now()
    old, sent, fresh = RelayedMessageFactory(), RelayedMessageFactory(), RelayedMessageFactory()
    RelayedMessage.objects.filter(pk=old.pk).update(written_at=now - timedelta(days=4))
    RelayedMessage.objects.filter(pk=sent.pk).update(name="", email="", text="", sent_at=now - timedelta(days=31))
    assert operations.forget_messages(at=now) == 2
    assert list(RelayedMessage.objects.all()) == [fresh]
    assert not MailedLink.objects.filter(verb=operations.LINK).exists()
    with pytest.raises(operations.MessageGone):
        operations.send_message(old)


def test_the_link_stays_out_of_every_line_of_the_log():
    assert scrub("GET /netwerk/bericht/geheim123/ 200") == "GET /netwerk/bericht/•/ 200"
    assert scrub("GET /netwerk/bericht/klaar/ 200") == "GET /netwerk/bericht/klaar/ 200"


def test_a_message_in_the_database_is_whole_or_sent(seat):
    message = RelayedMessageFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        RelayedMessage.objects.filter(pk=message.pk).update(text="")
    with pytest.raises(IntegrityError), transaction.atomic():
        RelayedMessage.objects.filter(pk=message.pk).update(sent_at=timezone.now())


def test_a_name_behind_netwerk_is_never_an_organisations(seat):
    for name in ("Adviesraden", "Gemeenten", "Bericht"):
        assert member(name=name).organisation.slug == f"{name.lower()}-2"


def test_every_profile_costs_the_same(django_assert_num_queries):
    one, three = member(), member()
    told(one)
    ProfileFactory(organisation=three.organisation)
    page_of(one)
    for seat in (one, three):
        with django_assert_num_queries(6 if seat is one else 5):
            page_of(seat)
