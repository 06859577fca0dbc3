"""Coming in by the domain of one's work, another address, and handing over: as the people live it."""

import re

import pytest

from membership import operations as membership
from membership.models import Seat
from tests.factories import UserFactory, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def link_in(letter, part: str) -> str:
    return re.search(rf"http\S+{part}\S+", letter.body)[0]


def test_a_colleague_asks_for_a_seat_and_takes_over(somebody):
    seat = member(name="Gemeente Veenmeer", user=UserFactory(email="noor@veenmeer.example", first_name="Noor"))
    noor = somebody(width=320)
    noor.logs_in(seat.user.email)
    noor.goes_to("/mijn/collegas/")
    noor.presses("Ja, dat mag")
    noor.reads("kunnen nu om een plek vragen")

    sam = somebody(width=320)
    sam.goes_to("/inloggen/")
    sam.page.get_by_text("Ik kan nog niet inloggen").click()
    sam.follows("Vraag een eigen plek")
    sam.types("Uw naam", "Sam Duin")
    sam.presses("Stuur mij een e-mail")
    sam.reads("Vul uw e-mailadres in.")
    sam.types("E-mailadres van uw werk", "sam@veenmeer.example")
    sam.presses("Stuur mij een e-mail")
    sam.reads("Kijk in uw e-mail")
    sam.page.goto(link_in(sam.newest_mail("sam@veenmeer.example"), "/meedoen/"))
    sam.reads("Gemeente Veenmeer")
    sam.is_not_hindered()
    sam.presses("Verstuur mijn vraag")
    sam.reads("Uw vraag is verstuurd")
    sam.is_not_hindered()

    noor.goes_to("/mijn/collegas/")
    noor.is_not_hindered()
    noor.presses("Geef een plek")
    noor.reads("Sam Duin heeft nu een plek.")
    noor.follows("Ik ga weg: geef mijn plek op")
    noor.presses("Sluit mijn plek")
    noor.reads("Er moet altijd een beheerder zijn.")
    noor.is_not_hindered()
    noor.chooses("Sam Duin")
    noor.presses("Sluit mijn plek")
    noor.reads("U hebt geen plek meer bij Gemeente Veenmeer.")
    assert [s.user.email for s in Seat.objects.current().admins()] == ["sam@veenmeer.example"]
    sam.logs_in("sam@veenmeer.example")
    sam.reads("Gemeente Veenmeer")


def test_another_address_is_confirmed_and_turned_back(somebody):
    seat = member(user=UserFactory(email="noor@veenmeer.example"))
    membership.open_seat(seat.organisation, user=UserFactory(), role="admin", by=seat.user)
    noor = somebody(width=320)
    noor.logs_in("noor@veenmeer.example")
    noor.goes_to("/mijn/inloggen/")
    noor.follows("Verander uw adres")
    noor.types("Uw nieuwe e-mailadres", "noor@fusie.example")
    noor.presses("Stuur mij een e-mail")
    noor.reads("Wacht op bevestiging: noor@fusie.example")
    noor.is_not_hindered()
    noor.page.goto(link_in(noor.newest_mail("noor@fusie.example"), "/adres/"))
    noor.is_not_hindered()
    noor.presses("Ja, bevestig dit adres")
    noor.reads("Uw nieuwe adres werkt")
    noor.logs_in("noor@fusie.example")
    noor.reads("Mijn overzicht")

    noor.page.goto(link_in(noor.newest_mail("noor@veenmeer.example", "ander e-mailadres"), "/adres/"))
    noor.is_not_hindered()
    noor.presses("Dit was ik niet")
    noor.reads("Uw account is weer van u")
    noor.logs_in("noor@veenmeer.example")
    noor.reads("Mijn overzicht")
