"""Who may say what they wish, and what staff see of it: rights first, then the forms."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from learning_circles import operations as circles
from learning_circles.models import CircleWish, OfferedCircle, WishRound
from membership import operations as membership
from portal.core.models import Notification
from tests.factories import UserFactory, member, staff
from tests.learning_circles.rounds import (
    LIST,
    MONDAY,
    TUESDAY,
    colleague,
    desk,
    divided_round,
    offer,
    own_page,
    said,
    text_of,
    themes,
    wish,
    wish_round,
)
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    return client_of(staff("adviser"))


# --- Who may what ---------------------------------------------------------------------------------------------------


def test_only_people_of_the_level_say_what_they_wish(client):
    of, second = wish_round(), wish_round(name="Voor niveau 2", level=2)
    somebody, higher = colleague(), member(level=2)
    assert client.get(own_page(of)).status_code == 302
    assert client_of(UserFactory()).get(own_page(of)).status_code == 404
    assert client_of(staff("decider")).get(own_page(of)).status_code == 404
    assert client_of(somebody.user).get(own_page(of)).status_code == 200
    assert client_of(somebody.user).get(own_page(second)).status_code == 404
    assert client_of(somebody.user).post(own_page(second), said(second, "Schulden")).status_code == 404
    assert client_of(higher.user).get(own_page(second)).status_code == 200
    WishRound.objects.filter(pk=second.pk).update(wishes_until=timezone.localdate() - timedelta(days=1))
    assert client_of(somebody.user).get(own_page(second)).status_code == 404, "nor what came of it"
    membership.end_seat(somebody, by=None)
    assert client_of(somebody.user).get(own_page(of)).status_code == 404
    with pytest.raises(circles.NotEntitled):
        wish(of, somebody)


@pytest.mark.parametrize(("role", "may"), [("adviser", True), ("decider", True), ("editor", False), ("finance", False)])
def test_advisers_and_deciders_divide_and_nobody_else(role, may):
    of, division = divided_round()
    browser = client_of(staff(role))
    offered = of.offers.first()
    for address in (LIST, f"{LIST}nieuw/", desk(of), desk(of, "regels/"), desk(of, "voorstel/")):
        assert (browser.get(address).status_code == 200) is may, address
    transitions = {
        "einde/": {},
        "aanbod/": {},
        "aanbod/voorstel/": {},
        f"aanbod/{offered.pk}/einde/": {},
        "voorstel/opdracht/": {"after": division.pk},
        "voorstel/verplaatsing/": {},
        "kringen/": {"seen": division.stamp},
    }
    if not may:
        for end, data in transitions.items():
            assert browser.post(desk(of, end), data).status_code in (302, 403), end
        of.refresh_from_db()
        assert (of.is_over, of.revision, of.divisions.count()) == (False, division.round.revision, 1)
    for end in transitions:
        assert browser.get(desk(of, end)).status_code == 405 or not may, end


def test_a_member_reads_no_wishes_of_others():
    first, second = member(), member()
    of, division = divided_round(first, second)
    circles.make_circles(division, seen=division.stamp, by=None)
    text = text_of(client_of(first.user), own_page(of))
    assert str(second.user) not in text
    assert second.organisation.name not in text
    assert client_of(first.user).get(desk(of, "voorstel/")).status_code in (302, 403)
    assert str(second.user) in text_of(client_of(staff("decider")), desk(of, "voorstel/"))


# --- Saying what one wishes -----------------------------------------------------------------------------------------


def test_wishes_are_asked_saved_changed_and_withdrawn(mailoutbox, settings):
    settings.DAILY_MAIL_HOUR = 0
    seat, silent = member(), member()
    of = wish_round()
    browser = client_of(seat.user)
    assert own_page(of) in text_of(browser, "/leerkringen/")
    form = text_of(browser, own_page(of))
    assert '<option value="ut" selected>' in form, "the organisation's own province is filled in"
    browser.post(own_page(of), said(of, "Wonen", "Schulden", days=["0", "4"], province="ut"))
    saved = CircleWish.objects.get()
    assert (saved.titles, saved.days, saved.province, saved.organisation) == (
        ["Wonen", "Schulden"],
        [0, 4],
        "ut",
        seat.organisation,
    )
    browser.post(own_page(of), said(of, "Schulden"))
    saved = CircleWish.objects.get()
    assert (saved.titles, saved.days, saved.province) == (["Schulden"], [], "")
    run_jobs()
    assert {address for mail in mailoutbox for address in mail.to} == {silent.user.email}, "who answered is not asked"
    assert own_page(of) in mailoutbox[0].body
    for _ in range(2):
        assert browser.post(own_page(of, "einde/")).status_code == 302
    assert not CircleWish.objects.exists()


def test_saving_the_same_again_changes_nothing():
    of, seat = wish_round(), member()
    for _ in range(2):
        wish(of, seat, "Schulden", days=[MONDAY])
    of.refresh_from_db()
    assert of.revision == 1
    wish(of, seat, "Schulden", days=[TUESDAY])
    of.refresh_from_db()
    assert of.revision == 2


def test_bad_input_is_explained_and_kept():
    of, seat = wish_round(), member()
    browser = client_of(seat.user)
    empty = browser.post(own_page(of), {"days": ["2"]})
    text = empty.content.decode()
    assert empty.status_code == 422
    assert text.count("Kies het thema dat u het liefst wilt.") == 2, "in the summary and next to the field"
    assert "Kies waar u bij elkaar wilt komen." in text
    assert '<input type="checkbox" name="days" value="2"' in text
    twice = browser.post(own_page(of), said(of, "Schulden", "Schulden")).content.decode()
    assert "Dit thema koos u al." in twice
    wrong = {"first": "0", "province": "xx", "days": ["6"]}
    assert browser.post(own_page(of), wrong).content.decode().count("Deze keuze is er niet meer.") >= 4
    assert not CircleWish.objects.exists()


def test_after_the_last_day_nothing_is_saved_and_withdrawing_stays_possible():
    of, seat = wish_round(), member()
    wish(of, seat)
    WishRound.objects.update(wishes_until=timezone.localdate() - timedelta(days=1))
    browser = client_of(seat.user)
    late = browser.post(own_page(of), said(of, "Wonen"))
    assert late.status_code == 409
    assert "Dit kan niet meer" in late.content.decode()
    assert CircleWish.objects.get().titles == ["Schulden"]
    assert "Wij kijken nu wie het best bij elkaar passen." in text_of(browser, own_page(of))
    browser.post(own_page(of, "einde/"))
    assert not CircleWish.objects.exists()


def test_what_is_known_of_somebody_comes_from_the_network():
    old, new, higher = member(), member(), member(level=2)
    for seat, inhabitants in ((old, 60_000), (new, None), (higher, 180_000)):
        seat.organisation.inhabitants = inhabitants
        seat.organisation.save()
    old.organisation.terms.update(start=timezone.localdate() - timedelta(days=400))
    closed, here = (circles.open_circle(title, question="?", by=None) for title in ("Oud", "Nu"))
    circles.join_circle(closed, user=old.user, organisation=old.organisation, by=None)
    circles.join_circle(here, user=higher.user, organisation=higher.organisation, by=None)
    circles.join_circle(closed, user=higher.user, organisation=higher.organisation, by=None)
    circles.close_circle(closed, by=None)
    of = wish_round()
    facts = [(w.phase, w.size, w.kind, w.earlier) for w in (wish(of, seat) for seat in (old, new, higher))]
    assert facts == [
        ("settled", "middle", "municipality", closed),
        ("new", "none", "municipality", None),
        ("level_2", "large", "municipality", here),
    ]


def test_somebody_of_two_organisations_says_for_which():
    of, seat, other = wish_round(), member(), member()
    membership.open_seat(other.organisation, user=seat.user, role="professional", by=None)
    browser = client_of(seat.user)
    assert "Kies voor welke organisatie u meedoet." in browser.post(own_page(of), said(of, "Wonen")).content.decode()
    mine = other.organisation.seats.get(user=seat.user)
    browser.post(own_page(of), said(of, "Wonen", seat=mine.pk))
    assert CircleWish.objects.get().organisation == other.organisation


# --- A round and its circles on offer -------------------------------------------------------------------------------


def words_of_a_round(**more) -> dict:
    pages = themes("Schulden", "Wonen")
    last = timezone.localdate() + timedelta(days=20)
    return {
        "name": "Kringen in het najaar",
        "level": "1",
        "themes": [page.pk for page in pages],
        "wishes_until": last.isoformat(),
        "smallest": "2",
        "largest": "4",
        "most_of_one_organisation": "2",
        "earlier": "mix",
        "firm_days": "on",
    } | more


def test_staff_begin_a_round_once_and_change_its_rules(adviser):
    seat = member()
    wrong = adviser.post(f"{LIST}nieuw/", words_of_a_round(name="", smallest="5", themes=[], wishes_until="2020-01-01"))
    text = wrong.content.decode()
    assert wrong.status_code == 422
    for sentence in (
        "Vul de naam van de ronde in.",
        "Dit getal is kleiner dan het kleinste aantal.",
        "Kies minstens één thema.",
        "Deze dag is al voorbij.",
    ):
        assert text.count(sentence) == 2, sentence
    first, again = (adviser.post(f"{LIST}nieuw/", words_of_a_round()) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    of = WishRound.objects.get()
    assert [theme.title for theme in of.themes.all()] == ["Schulden", "Wonen"]
    assert list(Notification.objects.filter(kind="wishes_asked").values_list("recipient", flat=True)) == [seat.user_id]
    assert of.name in text_of(adviser, LIST)
    export = adviser.get(LIST, {"export": "csv"})
    assert "Wensen komen binnen" in b"".join(export.streaming_content).decode()
    assert adviser.get(LIST, {"export": "xlsx"}).status_code == 200
    adviser.post(desk(of, "regels/"), words_of_a_round(most_of_one_organisation="1"))
    of.refresh_from_db()
    assert (of.most_of_one_organisation, of.revision) == (1, 1)


def test_themes_that_are_not_for_everybody_are_not_on_offer(adviser):
    from knowledge.access import restrict

    hidden, _shown = themes("Schulden", "Wonen")
    restrict(hidden, "level_2")
    assert "Schulden" not in text_of(adviser, f"{LIST}nieuw/")
    assert adviser.post(f"{LIST}nieuw/", words_of_a_round()).status_code == 422


def test_the_page_counts_what_people_ask_for(adviser):
    of = wish_round()
    wish(of, member(), "Schulden", "Wonen", days=[MONDAY])
    wish(of, member(), "Wonen")
    counted = {t.title: (t.people, t.first, t.on_days) for t in of.themes.with_demand()}
    assert counted == {"Schulden": (1, 1, [1, 0, 0, 0, 0]), "Wonen": (2, 1, [2, 1, 1, 1, 1])}
    offer(of, "Wonen", MONDAY)
    assert "2 mensen noemen dit thema en kunnen dan" in text_of(adviser, desk(of))


def test_circles_on_offer_are_added_once_and_taken_away(adviser):
    of = wish_round()
    form = adviser.get(desk(of)).context["form"]
    words = {
        "form_key": str(form["form_key"].value()),
        "theme": of.themes.first().pk,
        "day": "1",
        "province": "ut",
        "smallest": "2",
        "largest": "4",
    }
    for _ in range(2):
        assert adviser.post(desk(of, "aanbod/"), words).status_code == 302
    made = OfferedCircle.objects.get()
    assert str(made) == "Schulden, dinsdag, Utrecht"
    nowhere = adviser.post(desk(of, "aanbod/"), words | {"province": "", "form_key": str(uuid.uuid4())})
    assert nowhere.status_code == 422, "online is a choice like the others"
    wrong = adviser.post(desk(of, "aanbod/"), words | {"smallest": "9", "theme": "0"})
    assert wrong.status_code == 422
    assert "Dit getal is kleiner dan het kleinste aantal." in wrong.content.decode()
    for _ in range(2):
        adviser.post(desk(of, f"aanbod/{made.pk}/einde/"))
    assert not OfferedCircle.objects.exists()
    adviser.post(desk(of, "aanbod/"), words | {"province": "online", "form_key": str(uuid.uuid4())})
    assert str(OfferedCircle.objects.get()) == "Schulden, dinsdag, online"


def test_offers_are_filled_in_from_the_demand_once(adviser):
    of = wish_round()
    assert "te weinig wensen" in adviser.post(desk(of, "aanbod/voorstel/"), follow=True).content.decode()
    for day in (MONDAY, MONDAY, TUESDAY):
        wish(of, member(), "Schulden", days=[day], province="ut")
    wish(of, member(), "Wonen", "Schulden", days=[TUESDAY], province="gr")
    for _ in range(2):
        adviser.post(desk(of, "aanbod/voorstel/"))
    found = [str(made) for made in of.offers.all()]
    assert found == ["Schulden, maandag, Utrecht"], "four people fit in one circle, on the first day that fits most"
