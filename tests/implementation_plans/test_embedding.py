"""A year after the approval: what came of the promises."""

import copy
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.algorithms.promises import MOST, promises_in, promises_of
from implementation_plans.models import Decision, EmbeddingCheck, Promise
from implementation_plans.operations.embedding import last_anniversary
from membership import operations as membership
from membership.models import Seat
from portal.core.models import Notification
from portal.core.notifications import letter_for
from portal.core.templatetags.portal import day
from portal.home.daily import daily_job
from tests.factories import (
    OUTLINES,
    EmbeddingCheckFactory,
    PlanFactory,
    PromiseFactory,
    SeatFactory,
    TemplateVersionFactory,
    UserFactory,
    member,
    read_as_good,
    site,
    staff,
    write_everything,
)
from tests.people import client_of

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(hour=10, minute=0)
PAGE = "/mijn/plan/terugblik/1/"
QUERIES = 8  # of a page at most, whatever the number of promises


@pytest.fixture(autouse=True)
def home():
    return site()


def approved(*, days_ago: int = 370, marked: bool = True):
    """An organisation whose plan was approved so many days before NOW; its first question holds promises."""
    outlines = copy.deepcopy(OUTLINES)
    outlines[0]["questions"][0]["is_promise"] = marked
    when = NOW - timedelta(days=days_ago)
    organisation = membership.create_organisation("Gemeente Veldzicht", kind="municipality", province="ut", by=None)
    seat = SeatFactory(organisation=organisation)
    membership.open_term(organisation, level=1, by=None, at=when)
    plan = PlanFactory(organisation=organisation, template=TemplateVersionFactory(sections=outlines))
    version = operations.submit_plan(write_everything(plan, seat.user), by=seat.user, at=when)
    read_as_good(version, staff("adviser"))
    operations.approve_plan(version, reason="Goed.", by=staff("decider"), at=when)
    return Seat.objects.get(pk=seat.pk)


@pytest.fixture
def seat():
    return approved()


@pytest.fixture
def check(seat):
    operations.open_due_checks(at=NOW)
    return EmbeddingCheck.objects.get()


def typed(check, *rows) -> dict:
    """The form as a browser would send it: (state, why) for each promise."""
    data = {}
    for promise, (state, why) in zip(check.promises.all(), rows, strict=True):
        n = promise.number
        data |= {f"state-{n}": state, f"why-{n}": why, f"stamp-{n}": promise.stamp}
    return data


def saved(check, state="done", why="") -> None:
    answers = {p.number: (state, why, p.stamp) for p in check.promises.all()}
    assert operations.save_promises(check, answers=answers, by=None) == []


# --- When it opens -----------------------------------------------------------------------------------------


def test_a_year_after_the_approval_a_look_back_opens_with_the_promises(check):
    assert check.number == 1
    assert [(p.section_title, p.text) for p in check.promises.all()] == [("Onderdeel 1", "Zo doen wij het. vraag-1-1")]
    assert check.due_on == timezone.localdate(NOW) + timedelta(days=42)


def test_not_in_the_first_year():
    approved(days_ago=360)
    assert operations.open_due_checks(at=NOW) == 0


def test_once_a_year(check):
    assert operations.open_due_checks(at=NOW) == 0
    assert operations.open_due_checks(at=NOW + timedelta(days=300)) == 0
    assert operations.open_due_checks(at=NOW + timedelta(days=366)) == 1
    assert [c.number for c in EmbeddingCheck.objects.all()] == [1, 2]


def test_nobody_catches_up_on_years():
    approved(days_ago=3 * 366)
    assert operations.open_due_checks(at=NOW) == 1
    assert EmbeddingCheck.objects.get().number == 3


def test_who_is_no_longer_in_level_2_is_not_asked(seat):
    membership.end_membership(seat.organisation, reason="Klaar", by=staff("decider"))
    assert operations.open_due_checks(at=NOW) == 0


def test_an_approval_that_was_undone_is_not_asked_about(seat):
    operations.undo_decision(Decision.objects.get(), reason="Vergissing", by=staff("decider"))
    assert operations.open_due_checks(at=NOW) == 0


def test_after_a_new_approval_the_years_count_from_it_and_the_numbers_go_on(check):
    decision = Decision.objects.get()
    operations.undo_decision(decision, reason="Vergissing", by=staff("decider"))
    later = NOW + timedelta(days=10)
    operations.approve_plan(decision.version, reason="Toch.", by=staff("decider"), at=later)
    assert operations.open_due_checks(at=NOW + timedelta(days=370)) == 0
    assert operations.open_due_checks(at=NOW + timedelta(days=380)) == 1
    assert [c.number for c in EmbeddingCheck.objects.all()] == [1, 2]


def test_the_daily_job_opens_and_reminds(seat):
    daily_job(NOW)
    assert EmbeddingCheck.objects.count() == 1
    daily_job(NOW + timedelta(days=22))
    assert {n.kind for n in Notification.objects.filter(subject__startswith="embedding:")} == {
        "embedding_opened",
        "embedding_reminder",
    }


@pytest.mark.parametrize(
    ("start", "day", "found"),
    [
        (date(2027, 5, 20), date(2028, 5, 19), None),
        (date(2027, 5, 20), date(2028, 5, 20), date(2028, 5, 20)),
        (date(2025, 5, 20), date(2028, 5, 19), date(2027, 5, 20)),
        (date(2028, 2, 29), date(2029, 2, 28), None),
        (date(2028, 2, 29), date(2029, 3, 1), date(2029, 3, 1)),
    ],
)
def test_the_last_full_year(start, day, found):
    assert last_anniversary(start, day) == found


# --- The promises ------------------------------------------------------------------------------------------


def test_every_line_is_a_promise_or_every_sentence_of_a_single_one():
    assert promises_in("- Wij trainen 12 collega’s.\n\n2. Wij meten elk kwartaal.") == [
        "Wij trainen 12 collega’s.",
        "Wij meten elk kwartaal.",
    ]
    assert promises_in("Wij trainen 12 collega’s. In mei bijv. de balie. Valt er iemand uit? Dan schuift het op.") == [
        "Wij trainen 12 collega’s.",
        "In mei bijv. de balie.",
        "Valt er iemand uit? Dan schuift het op.",
    ]
    assert promises_in(" \n ") == []


def test_twenty_at_most_and_without_marks_one_for_each_section():
    text = "\n".join(f"Belofte {n}." for n in range(30))
    assert len(promises_of([("Borging", [("a", text)])], {"a"})) == MOST
    assert promises_of([("Doel", [("a", "Tekst.")]), ("Borging", [])], set()) == [
        ("Doel", "Wat u schreef bij ‘Doel’."),
        ("Borging", "Wat u schreef bij ‘Borging’."),
    ]


def test_a_template_without_marks_asks_per_section():
    approved(marked=False)
    operations.open_due_checks(at=NOW)
    assert [p.section_title for p in Promise.objects.all()] == ["Onderdeel 1", "Onderdeel 2", "Onderdeel 3"]


# --- Who hears of it ---------------------------------------------------------------------------------------


def test_admins_hear_of_it_in_the_daily_mail(check, seat):
    told = Notification.objects.get(kind="embedding_opened")
    assert (told.recipient, told.urgent) == (seat.user, False)
    letter = letter_for(told)
    assert letter.action[1] == PAGE
    assert day(check.due_on) in " ".join(letter.paragraphs)
    assert not mail.outbox


def test_one_reminder_after_three_weeks_and_none_once_it_was_sent(check):
    assert operations.remind_of_checks(at=NOW + timedelta(days=20)) == 0
    operations.remind_of_checks(at=NOW + timedelta(days=21))
    operations.remind_of_checks(at=NOW + timedelta(days=22))
    assert Notification.objects.filter(kind="embedding_reminder").count() == 1
    saved(check)
    operations.send_check(check, by=UserFactory())
    assert not Notification.objects.unsent().filter(subject=f"embedding:{check.pk}").exists()
    assert operations.remind_of_checks(at=NOW + timedelta(days=23)) == 0


def test_a_new_look_back_stops_the_messages_about_the_one_before(check):
    operations.open_due_checks(at=NOW + timedelta(days=366))
    assert not Notification.objects.unsent().filter(subject=f"embedding:{check.pk}").exists()


# --- Answering ---------------------------------------------------------------------------------------------


def test_a_draft_is_kept_with_gaps(check, seat):
    client = client_of(seat.user)
    assert client.post(PAGE, typed(check, ("partly", ""))).status_code == 302
    assert check.promises.get().state == "partly"
    assert "checked" in client.get(PAGE).text


def test_sending_asks_why_and_keeps_the_input(check, seat):
    client = client_of(seat.user)
    response = client.post(f"{PAGE}verzending/", typed(check, ("dropped", "")))
    assert response.status_code == 422
    assert "Schrijf bij belofte 1 kort wat er gebeurde." in response.text
    response = client.post(f"{PAGE}verzending/", typed(check, ("", "Al wel iets.")))
    assert "Kies hoe het staat met belofte 1." in response.text
    assert "Al wel iets." in response.text
    check.refresh_from_db()
    assert not check.is_sent


def test_what_was_kept_at_a_refused_sending_is_no_colleague_of_oneself(check, seat):
    client = client_of(seat.user)
    response = client.post(f"{PAGE}verzending/", typed(check, ("dropped", "")))
    stamp = check.promises.get().stamp
    assert stamp in response.text
    assert client.post(f"{PAGE}verzending/", typed(check, ("dropped", "Geen geld."))).status_code == 302


def test_sending_once(check, seat):
    client = client_of(seat.user)
    assert client.get(f"{PAGE}verzending/").status_code == 405
    assert client.post(f"{PAGE}verzending/", typed(check, ("partly", "Zes van de twaalf."))).url == "/mijn/"
    check.refresh_from_db()
    assert (check.is_sent, check.sent_by) == (True, seat.user)
    sent_at = check.sent_at
    operations.send_check(check, by=UserFactory())
    check.refresh_from_db()
    assert check.sent_at == sent_at


def test_after_sending_it_is_only_read_and_late_words_are_given_back(check, seat):
    stale = typed(check, ("dropped", "Te laat getypt."))
    saved(check)
    operations.send_check(check, by=seat.user)
    client = client_of(seat.user)
    shown = client.get(PAGE).text
    assert "Verstuurd op" in shown
    assert "<textarea" not in shown
    response = client.post(PAGE, stale)
    assert response.status_code == 409
    assert "Te laat getypt." in response.text
    assert check.promises.get().state == "done"


def test_a_colleague_who_saved_first_is_not_overwritten(check, seat):
    stale = typed(check, ("dropped", "Van mij."))
    saved(check, "partly", "Van mijn collega.")
    client = client_of(seat.user)
    response = client.post(PAGE, stale)
    assert response.status_code == 409
    assert "Van mij." in response.text
    assert "Van mijn collega." in response.text
    assert check.promises.get().why == "Van mijn collega."
    assert client.post(PAGE, typed(check, ("dropped", "Samen."))).status_code == 302
    assert check.promises.get().why == "Samen."


def test_it_saves_while_one_types(check, seat):
    response = client_of(seat.user).post(PAGE, typed(check, ("done", "")), headers={"accept": "application/json"})
    assert response.json()["stamps"] == {"1": check.promises.get().stamp}


def test_sending_refuses_gaps_whoever_calls(check, seat):
    with pytest.raises(operations.PromisesOpen) as refused:
        operations.send_check(check, by=seat.user)
    assert refused.value.numbers == [1]
    saved(check, "partly")
    with pytest.raises(operations.PromisesOpen):
        operations.send_check(check, by=seat.user)


# --- Who sees it -------------------------------------------------------------------------------------------


def test_colleagues_fill_it_in_and_an_admin_sends_it(check, seat):
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user).user
    client = client_of(colleague)
    assert client.post(PAGE, typed(check, ("done", ""))).status_code == 302
    assert client.post(f"{PAGE}verzending/", typed(check, ("done", ""))).status_code == 403


def test_others_see_nothing(check):
    assert client_of(member().user).get(PAGE).status_code == 404
    assert client_of(staff("adviser")).get(PAGE).status_code == 404


def test_it_is_the_next_step_until_it_was_sent(check, seat):
    client = client_of(seat.user)
    assert PAGE in client.get("/mijn/").text
    saved(check)
    operations.send_check(check, by=seat.user)
    assert PAGE not in client.get("/mijn/").text


def test_staff_read_it_once_it_was_sent(check, seat):
    base = f"/beheer/plannen/{check.version_id}/terugblik/"
    saved(check, "partly", "Zes van de twaalf.")
    adviser = client_of(staff("adviser"))
    assert "Nog niet verstuurd" in adviser.get(base).text
    assert adviser.get(f"{base}1/").status_code == 404
    operations.send_check(check, by=seat.user)
    assert f"{base}1/" in adviser.get(base).text
    assert "Zes van de twaalf." in adviser.get(f"{base}1/").text
    assert base in adviser.get(f"/beheer/plannen/{check.version_id}/", follow=True).text


def test_staff_with_a_tie_to_the_plan_read_nothing_of_it(check):
    adviser = staff("adviser")
    operations.declare_conflict(check.plan, user=adviser, reason="Werkte daar.", by=adviser)
    assert client_of(adviser).get(f"/beheer/plannen/{check.version_id}/terugblik/").status_code == 404
    finance = client_of(staff("finance"))
    assert finance.get(f"/beheer/plannen/{check.version_id}/terugblik/").status_code in (302, 403)


def test_a_page_of_twenty_promises_asks_no_more_of_the_database(seat):
    check = EmbeddingCheckFactory(version=Decision.objects.get().version)
    client = client_of(seat.user)
    PromiseFactory(check_of=check)
    client.get(PAGE)  # what the house keeps in memory is asked once
    with CaptureQueriesContext(connection) as one:
        client.get(PAGE)
    for _ in range(19):
        PromiseFactory(check_of=check)
    with CaptureQueriesContext(connection) as twenty:
        client.get(PAGE)
    assert len(one) == len(twenty) <= QUERIES
