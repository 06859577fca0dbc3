"""An organisation leaves: said, taken back, or over, with what ends in every room."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from implementation_plans.models import PlanShare
from learning_circles import operations as circles
from learning_circles.models import CircleMember, Facilitator, Registration
from membership import operations
from membership.access import MEMBERS_GROUP
from membership.models import Farewell, Organisation, Renewal, Seat, SeatInvitation, Term
from portal.core.models import AuditEntry, Notification
from portal.home.daily import daily_job, membership_of_the_day
from portal.home.farewell.ending import end_farewells
from surveys import operations as surveys
from surveys.models import Answer
from tests.factories import (
    FarewellFactory,
    InvoiceFactory,
    PlanFactory,
    PlanShareFactory,
    RenewalFactory,
    TariffFactory,
    UserFactory,
    member,
    site,
    staff,
)
from tests.learning_circles.world import circle, meeting
from tests.money import with_invoice_duty
from tests.people import client_of
from tests.surveys.world import asked, opened, released, save

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
LAST = TODAY.replace(month=12, day=31)
PAGE, REASON, DECISION, END = (f"/mijn/afscheid/{part}" for part in ("", "reden/", "besluit/", "einde/"))
SAID = {"reason": "cost", "words": "Het past niet meer.", "last_day": LAST.isoformat()}


@pytest.fixture(autouse=True)
def home():
    return site()


def said(organisation: Organisation, *, last_day: date = TODAY, at: datetime = NOW, **facts) -> Farewell:
    return operations.say_farewell(organisation, reason="time", last_day=last_day, by=None, at=at, **facts)


def at_midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, 0, 5))


AFTER = at_midnight(TODAY + timedelta(days=1))


# --- On the screen ----------------------------------------------------------------------------------------------


def test_an_admin_says_goodbye_in_small_steps_and_takes_it_back():
    seat, adviser = member(), staff("adviser")
    browser = client_of(seat.user)
    first = browser.get(PAGE).content.decode()
    assert first.index("/mijn/organisatie/meenemen/") < first.index(REASON)
    assert f'value="{LAST.isoformat()}"' in browser.get(REASON).content.decode()
    means = browser.post(REASON, SAID).content.decode()
    assert "Zeg het lidmaatschap op" in means
    assert "Wij bewaren facturen 7 jaar." in means
    assert not Farewell.objects.exists()
    for _ in range(2):
        assert browser.post(DECISION, SAID).status_code == 302
    found = Farewell.objects.get()
    assert (found.reason, found.words, found.last_day, found.said_by) == ("cost", SAID["words"], LAST, seat.user)
    assert "Wij blijven toch" in browser.get(PAGE).content.decode()
    assert browser.get(REASON).status_code == 302
    told = Notification.objects.filter(kind__startswith="farewell_").values_list("kind", "recipient")
    assert sorted(told) == [("farewell_planned", adviser.pk), ("farewell_said", seat.user_id)]
    for _ in range(2):
        assert browser.post(END).status_code == 302
    found.refresh_from_db()
    assert found.taken_back_by == seat.user
    assert AuditEntry.objects.filter(verb="farewell.taken_back").count() == 1
    membership_of_the_day(at=at_midnight(LAST + timedelta(days=1)))
    assert seat.organisation.current_term(LAST + timedelta(days=1)) is not None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Kies een reden."),
        ({"last_day": ""}, "Kies uw laatste dag."),
        ({"last_day": "ooit"}, "Kies een dag, zoals"),
        ({"last_day": (TODAY - timedelta(days=1)).isoformat()}, "Kies een dag van vandaag tot en met"),
        ({"last_day": (LAST + timedelta(days=1)).isoformat()}, "Kies een dag van vandaag tot en met"),
    ],
)
@pytest.mark.parametrize("address", [REASON, DECISION])
def test_what_cannot_be_gets_a_sentence_and_keeps_what_was_typed(fields, sentence, address):
    response = client_of(member().user).post(address, SAID | fields)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert SAID["words"] in response.content.decode()
    assert not Farewell.objects.exists()


def test_it_is_for_admins():
    seat = member()
    colleague = operations.open_seat(seat.organisation, user=UserFactory(), role="professional", by=None)
    browser = client_of(colleague.user)
    assert [browser.get(PAGE).status_code, browser.post(DECISION, SAID).status_code] == [403, 403]
    assert not Farewell.objects.exists()


def test_amounts_are_for_who_has_the_invoice_duty():
    payer = with_invoice_duty()
    InvoiceFactory(organisation=payer.organisation)
    other = operations.open_seat(payer.organisation, user=UserFactory(), role="admin", by=None)
    assert "Nu staat er € 121,00 open." in client_of(payer.user).post(REASON, SAID).content.decode()
    assert "121,00" not in client_of(other.user).post(REASON, SAID).content.decode()


def test_staff_say_it_for_who_calls_and_see_it_in_their_queue():
    seat, desk = member(), client_of(staff("adviser"))
    address = f"/beheer/organisaties/{seat.organisation_id}/afscheid/"
    assert desk.post(address, SAID).status_code == 422
    assert desk.post(address, SAID | {"because": "De beheerder belde op 3 maart."}).status_code == 302
    assert "Organisaties die weggaan" in desk.get("/beheer/").content.decode()
    assert desk.post(address, SAID | {"because": "x"}).status_code == 302  # the same again
    assert desk.post(address, SAID | {"because": "x", "reason": "other"}).status_code == 409
    assert "De beheerder belde op 3 maart." in client_of(seat.user).get(PAGE).content.decode()
    assert "Gaat weg" in desk.get(f"/beheer/organisaties/{seat.organisation_id}/").content.decode()
    assert desk.post(f"{address}einde/").status_code == 302
    assert Farewell.objects.get().taken_back_at
    assert client_of(staff("finance")).get(address).status_code in (302, 403)


def test_staff_read_that_there_is_nothing_to_end():
    ended = member()
    operations.end_membership(ended.organisation, reason="x", by=None)
    desk = client_of(staff("decider"))
    response = desk.post(f"/beheer/organisaties/{ended.organisation_id}/afscheid/", SAID | {"because": "x"})
    assert response.status_code == 422
    assert "geen lid" in response.content.decode()
    assert "Uw organisatie is geen lid meer" in client_of(ended.user).get(PAGE).content.decode()


# --- The day after the last -------------------------------------------------------------------------------------


def test_access_lasts_until_the_last_day_and_not_longer():
    seat = member()
    said(seat.organisation)
    membership_of_the_day(at=NOW)
    assert seat.organisation.current_term(TODAY)
    with time_machine.travel(AFTER):
        for _ in range(2):
            membership_of_the_day(at=AFTER)
    term = Term.objects.get(organisation=seat.organisation)
    assert (term.end, term.end_reason) == (TODAY + timedelta(days=1), "opgezegd")
    assert not seat.user.groups.filter(name=MEMBERS_GROUP).exists()
    assert Farewell.objects.get().done_at == AFTER
    with pytest.raises(operations.FarewellOver):
        operations.take_back_farewell(Farewell.objects.get(), by=None, at=AFTER)


def test_a_daily_job_that_comes_late_ends_it_on_the_same_day():
    seat = member()
    said(seat.organisation, last_day=LAST)
    membership_of_the_day(at=at_midnight(LAST + timedelta(days=40)))
    assert [term.end for term in Term.objects.all()] == [LAST + timedelta(days=1)]


def test_what_hangs_on_membership_ends_in_every_room():
    seat, host = member(), member()
    of = circle(seat, host, facilitator=host.user)
    own = circle(host, facilitator=seat.user)
    held, open_one = meeting(of, capacity=1), meeting(circle(host, is_open=True))
    for one, first in ((held, seat), (held, host), (open_one, seat)):
        circles.register(one, user=first.user, organisation=first.organisation, by=None)
    share = PlanShareFactory(plan=PlanFactory(organisation=seat.organisation))
    invited = operations.invite_colleague(seat.organisation, email="a@b.example", name="A", role="admin", by=None)
    adviser = staff("adviser")
    said(seat.organisation)
    assert end_farewells(at=NOW) == 0
    assert [end_farewells(at=AFTER), end_farewells(at=AFTER)] == [1, 0]
    mine = {"organisation": seat.organisation}
    assert not CircleMember.objects.filter(until=None, **mine).exists()
    assert not Registration.objects.standing().filter(**mine).exists()
    assert Registration.objects.offered().get().user == host.user  # who waited is offered the place
    assert not Facilitator.objects.filter(circle=own, until=None).exists()
    assert Facilitator.objects.filter(circle=of, until=None).exists()
    assert PlanShare.objects.get(pk=share.pk).revoked_at
    assert SeatInvitation.objects.get(pk=invited.pk).revoked_at
    told = {(n.kind, n.recipient_id) for n in Notification.objects.filter(kind__in=DONE)}
    assert told == {
        ("farewell_done", seat.user_id),
        ("farewell_over", adviser.pk),
        ("farewell_of_circle", host.user_id),
    }


DONE = ("farewell_done", "farewell_over", "farewell_of_circle")


def test_who_also_works_for_another_member_keeps_that():
    seat, other = member(), member()
    second = operations.open_seat(other.organisation, user=seat.user, role="professional", by=None)
    own = circle(second, facilitator=seat.user)
    said(seat.organisation)
    end_farewells(at=AFTER)
    assert CircleMember.objects.filter(circle=own, until=None).count() == 1
    assert Facilitator.objects.filter(circle=own, until=None).exists()
    assert seat.user.groups.filter(name=MEMBERS_GROUP).exists()


def test_outcomes_that_are_online_change_no_byte_and_answers_stay():
    seat, other = member(), member()
    of = opened()
    for each in (seat, other):
        own = asked(of, each)
        save(own, by=each.user, brief="ja", deelnemers=12)
        surveys.submit_response(own, by=each.user)
    release = released(of)
    before = (release.content, release.sha256, Answer.objects.count())
    said(seat.organisation)
    daily_job(AFTER)
    daily_job(AFTER + timedelta(days=800))
    release.refresh_from_db()
    assert (release.content, release.sha256, Answer.objects.count()) == before
    assert before[2] > 0


def test_everybody_reads_it_in_words():
    seat, host, adviser = member(), member(), staff("adviser")
    circle(seat, host, facilitator=host.user)
    said(seat.organisation)
    end_farewells(at=AFTER)
    assert "geen lid meer" in client_of(seat.user).get("/mijn/berichten/").content.decode()
    assert "zit niet meer in" in client_of(host.user).get("/mijn/berichten/").content.decode()
    assert client_of(adviser).get("/mijn/berichten/").content.decode().count("geen lid meer") == 1


def test_two_years_later_the_seats_are_closed():
    seat, stays = member(), member()
    said(seat.organisation)
    membership_of_the_day(at=AFTER)
    daily_job(AFTER + timedelta(days=729))
    assert Seat.objects.current(TODAY + timedelta(days=729)).filter(pk=seat.pk).exists()
    for _ in range(2):
        daily_job(AFTER + timedelta(days=731))
    today = TODAY + timedelta(days=732)
    assert list(Seat.objects.current(today)) == [stays]


# --- And the question whether they stay -------------------------------------------------------------------------


def test_who_leaves_is_not_asked_whether_they_stay_and_who_returns_is():
    seat = member()
    renewal = RenewalFactory(organisation=seat.organisation, year=TODAY.year + 1)
    found = said(seat.organisation, last_day=LAST)
    renewal.refresh_from_db()
    assert renewal.declined_at
    operations.take_back_farewell(found, by=seat.user)
    renewal.refresh_from_db()
    assert renewal.is_open
    assert Notification.objects.filter(kind="renewal_asked", recipient=seat.user, settled_at=None).count() == 1
    fresh = member()
    TariffFactory(year=TODAY.year + 1)
    said(fresh.organisation, last_day=LAST)
    operations.ask_renewals(at=at_midnight(LAST - timedelta(days=1)))
    assert not Renewal.objects.filter(organisation=fresh.organisation).exists()


def test_no_on_the_renewal_page_is_a_farewell_too_and_yes_takes_it_back():
    seat = member()
    renewal = RenewalFactory(organisation=seat.organisation, year=TODAY.year + 1)
    operations.decline_renewal(renewal, reason="Te duur.", by=seat.user)
    found = Farewell.objects.standing().get()
    assert (found.last_day, found.words) == (LAST, "Te duur.")
    operations.confirm_renewal(renewal, by=seat.user)
    assert not Farewell.objects.standing().exists()
    renewal.refresh_from_db()
    assert (bool(renewal.confirmed_at), renewal.declined_at) == (True, None)


def test_in_grace_the_last_day_is_one_of_grace_and_the_year_is_not_owed():
    seat = member()
    until = TODAY + timedelta(days=5)
    renewal = RenewalFactory(organisation=seat.organisation, year=TODAY.year, grace_until=until)
    with pytest.raises(operations.LastDayRefused):
        said(seat.organisation, last_day=until)
    said(seat.organisation, last_day=until - timedelta(days=1))
    membership_of_the_day(at=at_midnight(until))
    renewal.refresh_from_db()
    assert (renewal.declined_at is not None, renewal.ended_at) == (True, None)
    assert Term.objects.get().end == until


def test_who_is_gone_does_not_stay_by_an_old_page():
    seat = member()
    renewal = RenewalFactory(organisation=seat.organisation, year=TODAY.year + 1)
    said(seat.organisation)
    end_farewells(at=AFTER)
    if AFTER.year == TODAY.year:
        with pytest.raises(operations.RenewalClosed):
            operations.confirm_renewal(renewal, by=seat.user, at=AFTER)


def test_there_is_one_farewell_at_a_time_and_none_of_who_is_no_member():
    seat = member()
    found = said(seat.organisation, last_day=LAST)
    assert said(seat.organisation, last_day=LAST) == found
    with pytest.raises(operations.AlreadyLeaving) as before:
        operations.say_farewell(seat.organisation, reason="other", last_day=LAST, by=None)
    assert before.value.farewell == found
    ended = FarewellFactory(done_at=NOW)
    with pytest.raises(operations.NotAMember):
        said(ended.organisation)
