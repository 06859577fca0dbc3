"""Who gave no wishes is reminded once; wishes go when somebody has no seat any more, and some time after a round."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import CircleMember, CircleWish, Placement, PlacementMove, WishRound
from membership import operations as membership
from portal.accounts.models import User
from portal.core.models import AuditEntry, Notification
from tests.factories import UserFactory, member, staff
from tests.learning_circles.rounds import (
    LIST,
    colleague,
    desk,
    divided_round,
    now,
    offer,
    own_page,
    text_of,
    wish,
    wish_round,
)
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


def reminded() -> list[User]:
    return [told.recipient for told in Notification.objects.filter(kind="wishes_reminder").order_by("recipient")]


def days_from_now(count: float):
    return time_machine.travel(timezone.now() + timedelta(days=count), tick=False)


# --- Reminding ------------------------------------------------------------------------------------------------------


def test_who_gave_no_wishes_is_reminded_once_in_the_mail_of_the_day(mailoutbox, settings):
    settings.DAILY_MAIL_HOUR = 0
    said, silent, declines, too_low = member(level=2), member(level=2), member(level=2), member()
    of = wish_round(level=2)
    wish(of, said)
    client_of(declines.user).post(own_page(of, "einde/"))
    with days_from_now(6):
        run_jobs()
        assert reminded() == [], "more than three days before the end"
    with days_from_now(7):
        newcomer = member(level=2)
        for _ in range(2):
            run_jobs()
        assert reminded() == [silent.user, newcomer.user]
        assert too_low.user not in reminded()
    mails = [m for m in mailoutbox if silent.user.email in m.to and "U gaf nog geen wensen door." in m.body]
    assert len(mails) == 1
    assert own_page(of) in mails[0].body
    with days_from_now(9):
        run_jobs()
    assert len(reminded()) == 2


@pytest.mark.parametrize("ends", ["wishes", "declines", "stops"])
def test_a_reminder_that_is_not_mailed_yet_goes_when_the_thing_is_done(ends):
    seat, of = member(), wish_round()
    with days_from_now(8):
        circles.remind_of_round(of.pk)
        waiting = Notification.objects.unsent().filter(kind="wishes_reminder")
        assert waiting.count() == 1
        if ends == "wishes":
            wish(of, seat)
        elif ends == "declines":
            circles.withdraw_wish(of, user=seat.user)
        else:
            circles.stop_round(of, by=None)
        assert not waiting.exists()


def test_nobody_is_reminded_on_the_day_they_were_asked_nor_after_the_last_day():
    member()
    last = timezone.localdate() + timedelta(days=1)
    of = wish_round(wishes_until=last)
    run_jobs()
    assert reminded() == []
    with days_from_now(2):
        run_jobs()
        circles.remind_of_round(of.pk)
    assert reminded() == []


def test_who_declines_is_asked_no_more_and_may_think_again():
    seat, of = member(), wish_round()
    browser = client_of(seat.user)
    assert "Ik doe niet mee" in text_of(browser, own_page(of))
    for _ in range(2):
        assert browser.post(own_page(of, "einde/")).status_code == 302
    page = text_of(browser, own_page(of))
    assert "U doet deze keer niet mee." in page
    assert "Ik doe niet mee" not in page
    assert own_page(of) not in text_of(browser, "/leerkringen/")
    wish(of, seat)
    assert not of.declined.exists()
    assert "U doet deze keer niet mee." not in text_of(browser, own_page(of))


# --- Without a seat -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("loses", ["seat", "term", "account"])
def test_wishes_go_with_the_seat(loses):
    stays, leaves = member(), colleague()
    of = wish_round()
    wish(of, stays), wish(of, leaves)
    revision = now_of(of).revision
    lose(loses, leaves)
    run_jobs()
    assert [w.user for w in of.wishes.all()] == [stays.user]
    assert now_of(of).revision == revision + 1, "a division of before is not of now"
    assert AuditEntry.objects.filter(verb="circle_wish.lapsed").count() == 1
    run_jobs()
    assert now_of(of).revision == revision + 1
    assert AuditEntry.objects.filter(verb="circle_wish.lapsed").count() == 1


def now_of(of: WishRound) -> WishRound:
    return WishRound.objects.get(pk=of.pk)


def lose(what: str, seat) -> None:
    if what == "seat":
        membership.end_seat(seat, by=None)
    elif what == "term":
        membership.end_membership(seat.organisation, reason="Zij stoppen.", by=None)
    else:
        User.objects.filter(pk=seat.user_id).update(is_active=False)


def test_who_has_a_seat_of_another_organisation_wishes_for_that_one():
    """They spoke for the organisation they left: what they wish for the other they say themselves."""
    leaves, other = colleague(), member()
    membership.open_seat(other.organisation, user=leaves.user, role="professional", by=None)
    of = wish_round()
    wish(of, leaves)
    membership.end_seat(leaves, by=None)
    run_jobs()
    assert not of.wishes.exists()
    assert client_of(leaves.user).get(own_page(of)).status_code == 200


def test_a_division_leaves_out_who_lost_their_seat_also_before_the_sweep():
    people = [colleague() for _ in range(5)]
    of = wish_round()
    for seat in people:
        wish(of, seat)
    offer(of)
    asked = circles.ask_division(of, after=None, by=None, seconds=10)
    membership.end_seat(people[0], by=None)
    seen = []

    def compose(who, offers, rules, *, seconds):
        from learning_circles.algorithms.composer import compose as real

        seen.extend(person.key for person in who)
        return real(who, offers, rules, seconds=seconds)

    circles.divide(asked.pk, compose=compose)
    assert len(seen) == 4
    assert now(of).is_of_now
    assert {p.wish.user for p in now(of).placements.all()} == {seat.user for seat in people[1:]}


def test_a_division_of_nobody_is_made():
    leaves = colleague()
    of = wish_round()
    wish(of, leaves)
    offer(of)
    circles.ask_division(of, after=None, by=None, seconds=5)
    membership.end_seat(leaves, by=None)
    run_jobs()
    assert now(of).is_ended
    assert client_of(staff("adviser")).get(desk(of, "voorstel/")).status_code == 200


def test_who_lost_their_seat_after_the_division_loses_the_place():
    people = [colleague() for _ in range(4)]
    of, division = divided_round(*people)
    membership.end_seat(people[0], by=None)
    run_jobs()
    assert division.placements.count() == 3
    with pytest.raises(circles.DivisionChanged):
        circles.make_circles(division, seen=division.stamp, by=None)
    assert str(people[0].user) not in text_of(client_of(staff("adviser")), desk(of, "voorstel/"))


# --- After the round ------------------------------------------------------------------------------------------------


def made_round() -> WishRound:
    """Two of four got a circle, one of them by hand."""
    people = [member() for _ in range(4)]
    of, division = divided_round(*people)
    first, second = division.placements.all()[:2]
    for placement in (first, second):
        division = circles.move_person(now(of), wish=placement.wish, offer=None, seen=now(of).stamp, by=None)
    circles.make_circles(division, seen=now(of).stamp, by=None)
    return now_of(of)


def test_wishes_are_erased_sixty_days_after_the_circles_were_made():
    of = made_round()
    inside = set(CircleMember.objects.values_list("user", flat=True))
    somebody = User.objects.filter(pk__in=inside).first()
    with days_from_now(59):
        run_jobs()
        assert of.wishes.count() == 4
        assert "wissen wij uw wensen" in text_of(client_of(somebody), own_page(of))
    with days_from_now(61):
        for _ in range(2):
            run_jobs()
        of = now_of(of)
        kept = (CircleWish.objects.count(), Placement.objects.count(), PlacementMove.objects.count())
        assert kept == (0, 0, 0)
        assert (of.wished, of.placed) == (4, 2)
        assert set(CircleMember.objects.values_list("user", flat=True)) == inside
        assert AuditEntry.objects.filter(verb="wish_round.wishes_erased").count() == 1
        page = text_of(client_of(somebody), own_page(of))
        assert "Wij bewaren geen wensen meer van deze ronde." in page
        adviser = client_of(staff("adviser"))
        assert "4 mensen gaven wensen door. 2 van hen kregen een kring." in text_of(adviser, desk(of))
        division = text_of(adviser, desk(of, "voorstel/"))
        assert "zijn de wensen gewist" in division
        assert "Zonder kring" not in division
        assert ">4<" in "".join(text_of(adviser, LIST).split())


def test_wishes_of_a_round_that_was_stopped_or_forgotten_go_too():
    stopped, forgotten = wish_round(name="Gestopt"), wish_round(name="Vergeten")
    for of in (stopped, forgotten):
        wish(of, member())
        circles.withdraw_wish(of, user=UserFactory())
    circles.stop_round(stopped, by=None)
    with days_from_now(61):
        run_jobs()
        assert not stopped.wishes.exists()
        assert not stopped.declined.exists()
        assert forgotten.wishes.exists()
        assert not now_of(forgotten).is_over
    with days_from_now(10 + 181):
        run_jobs()
        assert now_of(forgotten).is_stopped, "half a year after the last day"
    with days_from_now(10 + 181 + 61):
        run_jobs()
        assert not CircleWish.objects.exists()


def test_erasing_waits_for_a_round_that_runs():
    of = wish_round()
    wish(of, member())
    circles.erase_wishes(of.pk)
    assert of.wishes.exists()
    circles.stop_round(of, by=None)
    circles.erase_wishes(of.pk)
    assert of.wishes.exists()


def test_the_form_says_how_long_wishes_are_kept():
    of = wish_round()
    assert "Wij wissen uw wensen 60 dagen nadat de ronde klaar is." in text_of(client_of(member().user), own_page(of))
