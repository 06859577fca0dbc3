"""From what people wish to circles with people in them: staff who divide, and a professional on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning_circles.models import Circle, Division, WishRound
from membership.models import Seat
from tests.factories import UserFactory, member, staff
from tests.journeys.conftest import Person, with_second_step
from tests.learning_circles.rounds import themes, wish
from tests.people import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
NOOR, SIL, HANNA = "noor@lid.example", "sil@lid.example", "hanna@netwerk.example"
ROUND = "/beheer/leerkringen/verdeling/"


def test_circles_are_made_of_what_people_wish(somebody, settings):
    settings.DAILY_MAIL_HOUR = 0
    noor, sil = (member(user=UserFactory(email=email, first_name=email[:4].title())) for email in (NOOR, SIL))
    others = [member() for _ in range(4)]
    themes("Schulden", "Wonen")
    secret = with_second_step(staff("adviser", email=HANNA))
    hanna = somebody()
    noor_phone, sil_phone = somebody(width=390, javascript=False), somebody(width=320)

    hanna.logs_in(HANNA, secret=secret)
    begins_a_round(hanna)
    says_what_she_wishes(noor_phone)
    declines(sil_phone)
    others_wish([*others, sil])
    sees_what_is_asked_and_offers(hanna)
    divides(hanna)
    moves_somebody(hanna, noor)
    makes_the_circles(hanna)
    reads_where_she_is(noor_phone)
    reads_where_he_is(sil_phone)


def is_not_hindered_in_our_screen(hanna: Person) -> None:
    """Around it is Wagtail's frame, in which messages fade in."""
    report = hanna.axe(".portal-screen")
    assert report.violations_count == 0, f"{hanna.page.url}\n{report.generate_report()}"
    assert hanna.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), hanna.page.url


def begins_a_round(hanna: Person) -> None:
    hanna.goes_to(f"{ROUND}nieuw/")
    is_not_hindered_in_our_screen(hanna)
    hanna.types("Naam van de ronde", "Kringen in het voorjaar")
    hanna.chooses("Schulden")
    hanna.chooses("Wonen")
    hanna.types("Wensen doorgeven kan tot en met", (timezone.localdate() + timedelta(days=5)).isoformat())
    hanna.types("Hoeveel mensen heeft een kring minstens?", "2")
    hanna.types("Hoeveel mensen heeft een kring hoogstens?", "4")
    hanna.presses("Begin en vraag mensen hun wensen")
    hanna.reads("De ronde is begonnen.")
    hanna.page.go_back()
    hanna.presses("Begin en vraag mensen hun wensen")
    hanna.reads("De ronde is begonnen.")
    assert WishRound.objects.count() == 1, "the back button begins no second round"


def says_what_she_wishes(noor: Person) -> None:
    """Without JavaScript, from the mail."""
    assert "Zeg wat u wenst" in noor.newest_mail(NOOR).body
    noor.logs_in(NOOR)
    noor.goes_to("/leerkringen/")
    noor.follows("Zeg wat u wenst")
    noor.presses("Bewaar mijn wensen")
    noor.reads("Kies het thema dat u het liefst wilt.")
    noor.page.get_by_label("Welk thema wilt u het liefst?").select_option("Schulden")
    noor.page.get_by_label("En daarna?").select_option("Wonen")
    noor.chooses("dinsdag")
    noor.presses("Bewaar mijn wensen")
    noor.reads("Bewaard. U kunt uw wensen later nog veranderen.")
    noor.reads("dagen nadat de ronde klaar is")


def declines(sil: Person) -> None:
    """And thinks again: what he wishes comes later."""
    sil.logs_in(SIL)
    sil.goes_to("/leerkringen/")
    sil.follows("Zeg wat u wenst")
    sil.is_not_hindered()
    shape = sil.page.get_by_label("Welk thema wilt u het liefst?").evaluate("e => getComputedStyle(e).backgroundImage")
    assert shape != "none", "a list to choose from looks like one"
    sil.presses("Ik doe niet mee")
    sil.reads("U doet deze keer niet mee.")
    sil.is_not_hindered()


def others_wish(seats: list[Seat]) -> None:
    of = WishRound.objects.get()
    for number, seat in enumerate(seats):
        wish(of, seat, *(("Schulden", "Wonen") if number % 2 else ("Wonen", "Schulden")), days=[1])


def sees_what_is_asked_and_offers(hanna: Person) -> None:
    hanna.page.reload()
    hanna.reads("6 mensen gaven wensen door.")
    hanna.presses("Vul in naar wat mensen vragen")
    hanna.reads("Dit zijn de kringen waar mensen om vragen.")
    hanna.page.get_by_label("Thema", exact=True).select_option("Wonen")
    hanna.page.get_by_label("Dag", exact=True).select_option("dinsdag")
    hanna.types("Hoogstens zoveel mensen", "1")
    hanna.presses("Zet erbij")
    hanna.reads("Kies minstens 2.")
    is_not_hindered_in_our_screen(hanna)
    hanna.types("Hoogstens zoveel mensen", "4")
    hanna.presses("Zet erbij")
    hanna.reads("De kring staat erbij.")
    is_not_hindered_in_our_screen(hanna)


def divides(hanna: Person) -> None:
    hanna.presses("Verdeel de mensen")
    hanna.reads("Wij verdelen de mensen")
    is_not_hindered_in_our_screen(hanna)
    run_jobs()
    hanna.follows("Kijk nu of het klaar is")
    hanna.reads("Dit is de beste verdeling")
    hanna.reads("wensen doorgeven kan nog tot en met")
    is_not_hindered_in_our_screen(hanna)
    assert Division.objects.count() == 1


def moves_somebody(hanna: Person, noor: Seat) -> None:
    """By keyboard: what it does is said first."""
    hanna.page.get_by_label("Wie?").select_option(f"{noor.user}, {noor.organisation}")
    hanna.page.get_by_label("Naar welke kring?").select_option("Geen kring")
    hanna.page.get_by_role("button", name="Bekijk wat dit doet").press("Enter")
    hanna.reads(f"{noor.user} uit de kring")
    hanna.reads("punten minder")
    is_not_hindered_in_our_screen(hanna)
    hanna.page.get_by_role("button", name="Doe dit").dblclick()
    hanna.reads(f"{noor.user} is verplaatst.")
    hanna.reads("Met de hand veranderd")
    assert Division.objects.get().moved == 1, "a double click moves once"


def makes_the_circles(hanna: Person) -> None:
    hanna.page.get_by_role("button", name="Maak de kringen").dblclick()
    hanna.reads("Wijs nu bij elke kring aan wie hem begeleidt.")
    hanna.reads("worden de wensen gewist")
    is_not_hindered_in_our_screen(hanna)
    assert 1 <= Circle.objects.count() <= 3
    hanna.page.go_back()
    hanna.reads("De verdeling")
    hanna.does_not_read("Maak de kringen")
    assert Circle.objects.count() == WishRound.objects.get().offers.exclude(circle=None).count()


def reads_where_she_is(noor: Person) -> None:
    noor.goes_to("/leerkringen/")
    noor.follows("Bekijk welke kring u kreeg")
    noor.reads("Er is dit keer geen kring voor u.")
    noor.reads("Niet gelukt")
    noor.reads("wissen wij uw wensen")


def reads_where_he_is(sil: Person) -> None:
    sil.goes_to("/leerkringen/")
    sil.follows("Bekijk welke kring u kreeg")
    sil.reads("U kreeg een plek in de leerkring")
    sil.is_not_hindered()
    sil.follows("Ga naar de kring")
    sil.is_not_hindered()
