"""People divided over circles: by the job, by hand, and made into circles, as staff and members use it."""

import pytest
from django.utils import timezone

from knowledge.models import ThemePage
from learning_circles import operations as circles
from learning_circles.models import Circle, CircleMember, Division, Placement
from membership import operations as membership
from tests.factories import member, staff
from tests.learning_circles import rounds
from tests.learning_circles.rounds import (
    MONDAY,
    TUESDAY,
    colleague,
    desk,
    divide,
    divided_round,
    offer,
    own_page,
    said,
    text_of,
    wish,
    wish_round,
)
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    return client_of(staff("adviser"))


# --- Dividing -------------------------------------------------------------------------------------------------------


def test_the_whole_way_from_wishes_to_circles(adviser, mailoutbox, settings):
    settings.DAILY_MAIL_HOUR = 0
    people = [member() for _ in range(5)]
    of = wish_round(earlier="either")
    for seat in people[:3]:
        wish(of, seat, "Schulden", "Wonen", days=[TUESDAY])
    wish(of, people[3], "Schulden", days=[MONDAY])
    wish(of, people[4], "Wonen")
    offer(of), offer(of, "Wonen")
    assert adviser.get(desk(of, "voorstel/")).status_code == 404
    for _ in range(2):
        assert adviser.post(desk(of, "voorstel/opdracht/"), {"after": ""}).headers["Location"] == desk(of, "voorstel/")
    assert Division.objects.count() == 1
    busy = adviser.get(desk(of, "voorstel/"))
    assert busy.headers["Refresh"] == "5"
    assert "Wij verdelen de mensen" in busy.content.decode()
    run_jobs()
    shown = adviser.get(desk(of, "voorstel/"))
    assert "Refresh" not in shown.headers
    text = shown.content.decode()
    assert "kan het niet beter" in text
    assert "De kring over ‘Schulden’ op dinsdag is op een dag waarop u niet kunt." in text
    division = rounds.now(of)
    for _ in range(2):
        assert adviser.post(desk(of, "kringen/"), {"seen": division.stamp}).status_code == 302
    made = {circle.title: set(circle.members.values_list("user", flat=True)) for circle in Circle.objects.all()}
    ids = [seat.user_id for seat in people]
    assert made == {"Schulden op dinsdag": set(ids[:3])} or made.keys() == {"Schulden op dinsdag", "Wonen op dinsdag"}
    assert ids[3] not in set().union(*made.values())
    circle = Circle.objects.get(title="Schulden op dinsdag")
    assert (circle.theme, circle.level, circle.size) == (ThemePage.objects.get(title="Schulden"), 1, 4)
    assert desk(of, "voorstel/").replace(f"verdeling/{of.pk}/voorstel/", f"{circle.pk}/") in text_of(
        adviser, desk(of, "voorstel/")
    )
    placed = next(seat for seat in people if seat.user_id in made["Schulden op dinsdag"])
    mine, none = (text_of(client_of(seat.user), own_page(of)) for seat in (placed, people[3]))
    assert "U kreeg een plek in de leerkring ‘Schulden op dinsdag’." in mine
    assert "Gelukt" in mine
    assert "Er is dit keer geen kring voor u." in none
    assert "De kring over ‘Schulden’ op dinsdag is op een dag waarop u niet kunt." in none
    assert own_page(of) in text_of(client_of(placed.user), "/leerkringen/kringen/")
    run_jobs()
    letters = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "Er is nu geen leerkring voor u" in letters[people[3].user.email]
    assert "U zit in de leerkring ‘Schulden op dinsdag’" in letters[placed.user.email]
    assert "heeft u in de kring gezet" not in letters[placed.user.email], "told once"


def test_nothing_is_divided_without_wishes_or_circles(adviser):
    of = wish_round()
    answer = adviser.post(desk(of, "voorstel/opdracht/"), {"after": ""}, follow=True)
    assert "Er is nog niets te verdelen." in answer.content.decode()
    assert not Division.objects.exists()


def test_asking_again_divides_again_and_a_double_click_once():
    of, first = divided_round()
    again = circles.ask_division(of, after=first.pk, by=None)
    assert again.pk != first.pk
    assert circles.ask_division(of, after=first.pk, by=None).pk == again.pk
    run_jobs()
    assert circles.ask_division(of, after=first.pk, by=None).pk == again.pk


def test_a_division_says_when_it_is_about_older_wishes(adviser):
    of, division = divided_round()
    assert "oudere wensen" not in text_of(adviser, desk(of, "voorstel/"))
    late = member()
    wish(of, late, "Wonen")
    text = text_of(adviser, desk(of, "voorstel/"))
    assert "oudere wensen" in text
    assert str(late.user) in text, "who came after it is there, without a place"
    refused = adviser.post(desk(of, "kringen/"), {"seen": division.stamp})
    assert refused.status_code == 409
    assert "Er is intussen iets veranderd" in refused.content.decode()
    assert not Circle.objects.exists()
    divide(of)
    assert "oudere wensen" not in text_of(adviser, desk(of, "voorstel/"))


def test_who_withdraws_is_in_no_division(adviser):
    people = [member() for _ in range(3)]
    of, division = divided_round(*people)
    assert division.placements.count() == 3
    circles.withdraw_wish(of, user=people[0].user)
    assert division.placements.count() == 2
    assert str(people[0].user) not in text_of(adviser, desk(of, "voorstel/"))


def test_people_are_moved_by_hand_after_seeing_what_it_does(adviser):
    people = [member() for _ in range(3)]
    of, division = divided_round(*people)
    placement = division.placements.first()
    other = of.offers.exclude(pk=placement.offer_id).get()
    asked = f"{desk(of, 'voorstel/')}?wie={placement.wish_id}&kring={other.pk}"
    preview = text_of(adviser, asked)
    assert "punten" in preview
    assert "zit 1 persoon. Er zijn er 2 nodig." in preview
    assert Placement.objects.get(pk=placement.pk).offer == placement.offer, "looking changes nothing"
    words = {"wie": placement.wish_id, "kring": other.pk, "seen": division.stamp}
    for _ in range(2):
        assert adviser.post(desk(of, "voorstel/verplaatsing/"), words).status_code == 302
    division = rounds.now(of)
    assert division.placements.get(wish=placement.wish_id).offer == other
    assert division.moved == 1
    text = text_of(adviser, desk(of, "voorstel/"))
    assert "Wat niet volgens de regels is" in text
    assert "met de hand aangepast" in text
    out = {"wie": placement.wish_id, "kring": "0", "seen": division.stamp}
    adviser.post(desk(of, "voorstel/verplaatsing/"), out)
    assert not division.placements.filter(wish=placement.wish_id).exists()
    assert "Kies een persoon." in text_of(adviser, f"{desk(of, 'voorstel/')}?wie=&kring={other.pk}")


def test_the_second_of_two_at_once_reads_what_changed(adviser):
    of, division = divided_round(*(member() for _ in range(3)))
    first, second = division.placements.order_by("pk")[:2]
    by = staff("decider", first_name="Iris")
    circles.move_person(division, wish=first.wish, offer=None, seen=division.stamp, by=by)
    words = {"wie": second.wish_id, "kring": "0", "seen": division.stamp}
    refused = adviser.post(desk(of, "voorstel/verplaatsing/"), words)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert f"Iris Veldhoek haalde {first.wish.user}" in text
    assert "Doe dit" in text, "what was asked stands ready to be confirmed"
    assert Placement.objects.filter(pk=second.pk).exists()
    again = adviser.post(desk(of, "voorstel/verplaatsing/"), words | {"seen": rounds.now(of).stamp})
    assert again.status_code == 302
    assert not Placement.objects.filter(pk=second.pk).exists()


@pytest.mark.parametrize("seen", ["", "x", "1.2.3", "9" * 60, "1.-1.0"])
def test_a_stamp_of_nothing_is_refused(adviser, seen):
    of, _division = divided_round()
    assert adviser.post(desk(of, "kringen/"), {"seen": seen}).status_code == 409
    assert not Circle.objects.exists()


def test_who_lost_their_seat_meanwhile_is_named_and_left_out(adviser):
    people = [colleague(), member(), member()]
    of, division = divided_round(*people)
    membership.end_seat(people[0], by=None)
    circles.make_circles(division, seen=division.stamp, by=None)
    assert set(CircleMember.objects.values_list("user", flat=True)) == {seat.user_id for seat in people[1:]}
    text = text_of(adviser, desk(of, "voorstel/"))
    assert "Deze mensen hadden geen plek meer bij een lid." in text
    assert str(people[0].user) in text
    membership.open_seat(people[0].organisation, user=people[0].user, role="professional", by=None)
    assert "had u geen plek bij een lid" in text_of(client_of(people[0].user), own_page(of))


def test_circles_that_look_alike_get_names_of_their_own():
    of = wish_round(most_of_one_organisation=1)
    for _ in range(6):
        wish(of, member(), "Schulden")
    offer(of, most=2), offer(of, most=2), offer(of, province="ut", most=2)
    division = divide(of)
    circles.make_circles(division, seen=division.stamp, by=None)
    names = sorted(Circle.objects.values_list("title", flat=True))
    assert names == [
        "Schulden op dinsdag, Utrecht",
        "Schulden op dinsdag, online",
        "Schulden op dinsdag, online (2)",
    ]


def test_a_round_that_is_over_changes_no_more(adviser):
    of, division = divided_round()
    seat = member()
    circles.make_circles(division, seen=division.stamp, by=None)
    wished = division.placements.first().wish
    browser = client_of(wished.user)
    assert "Deze ronde is voorbij." in browser.post(own_page(of, "einde/"), follow=True).content.decode()
    assert client_of(seat.user).post(own_page(of), said(of, "Wonen")).status_code == 409
    for end in ("einde/", "aanbod/voorstel/", f"aanbod/{of.offers.first().pk}/einde/", "voorstel/opdracht/"):
        answer = adviser.post(desk(of, end), {"after": division.pk}, follow=True)
        assert "Deze ronde is voorbij." in answer.content.decode(), end
    with pytest.raises(circles.RoundOver):
        circles.move_person(division, wish=wished, offer=None, seen=division.stamp, by=None)
    of.refresh_from_db()
    assert (of.is_made, of.is_stopped, of.wishes.count(), of.offers.count()) == (True, False, 4, 2)


def test_a_stopped_round_makes_no_circles(adviser):
    of, division = divided_round()
    asked = circles.ask_division(of, after=division.pk, by=None)
    for _ in range(2):
        adviser.post(desk(of, "einde/"))
    run_jobs()
    asked.refresh_from_db()
    assert asked.is_waiting, "nobody divides a round that was stopped"
    waits = adviser.get(desk(of, "voorstel/"))
    assert "Er is niets verdeeld." in waits.content.decode()
    assert "Refresh" not in waits.headers
    with pytest.raises(circles.RoundOver):
        circles.make_circles(division, seen=division.stamp, by=None)
    somebody = of.wishes.first().user
    assert "Deze ronde is gestopt." in text_of(client_of(somebody), own_page(of))
    assert own_page(of) not in text_of(client_of(somebody), "/leerkringen/")


# --- The job --------------------------------------------------------------------------------------------------------


def test_a_division_is_made_once_however_often_the_job_runs():
    of, division = divided_round()
    before = list(division.placements.values_list("pk", "wish", "offer"))

    def compose(*args, **kwargs):
        raise AssertionError("there is nothing to compose")

    circles.divide(division.pk, compose=compose)
    circles.divide(10**6, compose=compose)
    assert list(division.placements.values_list("pk", "wish", "offer")) == before


def test_a_killed_worker_is_followed_by_another_and_three_are_enough():
    of, division = divided_round()
    asked = circles.ask_division(of, after=division.pk, by=None)

    class Killed(BaseException):
        pass

    def dies(*args, **kwargs):
        raise Killed

    for _ in range(2):
        with pytest.raises(Killed):
            circles.divide(asked.pk, compose=dies)
        assert circles.divisions_due(timezone.now()) == [asked.pk]
    run_jobs()
    asked.refresh_from_db()
    assert (asked.is_ended, asked.tries) == (True, 3)
    third = circles.ask_division(of, after=asked.pk, by=None)
    for _ in range(3):
        with pytest.raises(Killed):
            circles.divide(third.pk, compose=dies)
    run_jobs()
    third.refresh_from_db()
    assert (third.failed_because, circles.divisions_due(timezone.now())) == ("killed", [])


def test_a_division_that_fails_says_so_and_can_be_asked_again(adviser):
    of, division = divided_round()
    asked = circles.ask_division(of, after=division.pk, by=None)

    def fails(*args, **kwargs):
        raise ZeroDivisionError

    circles.divide(asked.pk, compose=fails)
    text = text_of(adviser, desk(of, "voorstel/"))
    assert "Dat is onze fout." in text
    adviser.post(desk(of, "voorstel/opdracht/"), {"after": asked.pk})
    run_jobs()
    assert "Hoe goed is dit?" in text_of(adviser, desk(of, "voorstel/"))


def test_wishes_that_change_while_it_is_divided_are_seen_as_older():
    people = [member() for _ in range(3)]
    of, division = divided_round(*people)
    asked = circles.ask_division(of, after=division.pk, by=None)

    def compose(*args, **kwargs):
        from learning_circles.algorithms.composer import compose

        found = compose(*args, **kwargs)
        circles.withdraw_wish(of, user=people[0].user)
        return found

    circles.divide(asked.pk, compose=compose)
    division = rounds.now(of)
    assert division.is_ended
    assert not division.is_of_now
    assert division.placements.count() == 2


# --- Lists ----------------------------------------------------------------------------------------------------------

QUERIES = {"": 15, "voorstel/": 16}


@pytest.mark.parametrize("people", [2, 6])
@pytest.mark.parametrize("end", QUERIES)
def test_a_round_takes_the_same_queries_for_few_and_for_many(end, people, django_assert_num_queries, adviser):
    of, _division = divided_round(*(member() for _ in range(people)))
    for day in range(2, people):
        offer(of, "Wonen", day % 5)
    adviser.get(desk(of, end))
    with django_assert_num_queries(QUERIES[end]):
        assert adviser.get(desk(of, end)).status_code == 200


@pytest.mark.parametrize("people", [2, 6])
def test_an_outcome_takes_the_same_queries_for_few_and_for_many(people, django_assert_num_queries):
    seats = [member() for _ in range(people)]
    of, division = divided_round(*seats)
    circles.make_circles(division, seen=division.stamp, by=None)
    browser = client_of(seats[0].user)
    browser.get(own_page(of))
    with django_assert_num_queries(14):
        assert browser.get(own_page(of)).status_code == 200
