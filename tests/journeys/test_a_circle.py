"""A circle from the question for a date to approved minutes: who runs it, who comes, and who was not there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from learning_circles.models import Meeting
from tests.factories import UserFactory, member
from tests.journeys.conftest import Person
from tests.learning_circles.world import circle, town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
NOOR, SIL, IDRIS = "noor@lid.example", "sil@lid.example", "idris@lid.example"
TITLE = "Een brief die rust geeft"


def test_a_circle_from_its_date_to_its_minutes(somebody, settings):
    settings.DAILY_MAIL_HOUR = 0
    seats = [member(user=UserFactory(email=email, first_name=email[:4].title())) for email in (NOOR, SIL, IDRIS)]
    for seat, name in zip(seats, ("Utrecht", "Utrecht", "Groningen"), strict=True):
        north = {"province": "gr", "latitude": 53.21, "longitude": 6.56}
        seat.organisation.town = town(name, **north) if name == "Groningen" else town()
        seat.organisation.save()
    noor, sil, idris = somebody(), somebody(width=390), somebody(width=390, javascript=False)

    noor.logs_in(NOOR)
    circle(*seats[1:], facilitator=seats[0].user)  # after it: what people read of it is in the mail with the question
    asks_for_a_date(noor)
    answers_by_the_mailed_link(sil, SIL, ("Ik kan", "Ik kan niet"))
    sil.page.go_back()
    sil.is_not_hindered()
    answers_by_the_mailed_link(idris, IDRIS, ("Als het moet", "Ik kan niet"))
    chooses_what_fits_best(noor)
    takes_a_place(sil)
    holds_the_meeting()
    says_who_was_there_and_writes(noor)
    misses_something(sil)
    approves(noor)
    reads_what_came_out(idris)


def asks_for_a_date(noor: Person) -> None:
    noor.goes_to("/leerkringen/stress-en-geld/datum/")
    days = [timezone.localdate() + timedelta(days=n) for n in (20, 22)]
    noor.types("Waar gaat de bijeenkomst over?", TITLE)
    noor.types("Welke datums stelt u voor?", "\n".join(f"{day:%d-%m-%Y} 10:00 12:30" for day in days))
    noor.page.get_by_label("Op een plek en online").uncheck()
    noor.chooses("Utrecht")
    noor.chooses("Groningen")
    noor.types("Antwoorden kan tot en met", (timezone.localdate() + timedelta(days=6)).isoformat())
    noor.is_not_hindered()
    noor.presses("Vraag het de kring")
    noor.reads("Wanneer komen wij bij elkaar?")


def answers_by_the_mailed_link(person: Person, address: str, answers: tuple[str, str]) -> None:
    person.goes_to(re.search(r"/inloggen/datum/[\w-]+/", person.newest_mail(address).body)[0])
    for row, answer in zip(person.page.locator(".poll__row").all(), answers, strict=True):
        row.get_by_label(answer, exact=True).check()
    person.presses("Bewaar mijn keuze")
    person.reads("het is bewaard")


def chooses_what_fits_best(noor: Person) -> None:
    noor.page.reload()
    noor.reads("in Utrecht past het best. Dan kan iedereen komen.")
    noor.is_not_hindered()
    noor.presses("Kies deze datum")
    noor.reads(TITLE)


def takes_a_place(sil: Person) -> None:
    sil.logs_in(SIL)
    sil.goes_to("/leerkringen/stress-en-geld/1/")
    sil.presses("Meld mij aan")
    sil.reads("U hebt een plek")
    sil.is_not_hindered()


def holds_the_meeting() -> None:
    """The days go by."""
    now = timezone.now()
    Meeting.objects.update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(minutes=30))


def says_who_was_there_and_writes(noor: Person) -> None:
    noor.goes_to("/leerkringen/stress-en-geld/1/begeleiding/")
    noor.page.get_by_label("Sil").check()
    noor.presses("Bewaar wie er was")
    noor.goes_to("/leerkringen/stress-en-geld/1/verslag/tekst/")
    with noor.page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        noor.types("Verslag", "Wij schreven samen een brief.")
    assert saved.value.json()["stamps"] == {"minutes": 1}, "it saves itself"
    noor.is_not_hindered()
    noor.presses("Bewaar")
    noor.reads("Wij schreven samen een brief.")
    noor.presses("Deel met wie er was")
    noor.is_not_hindered()


def misses_something(sil: Person) -> None:
    sil.goes_to("/leerkringen/stress-en-geld/1/verslag/")
    sil.types("Wat mist er, of wat klopt niet?", "Ook over bellen.")
    sil.presses("Verstuur de opmerking")
    sil.reads("Ook over bellen.")
    sil.goes_to("/leerkringen/stress-en-geld/1/")
    sil.reads("U was erbij")


def approves(noor: Person) -> None:
    noor.page.reload()
    noor.reads("Ook over bellen.")
    noor.presses("Stel het verslag vast")
    noor.reads("Vastgesteld op")
    noor.page.emulate_media(media="print")
    noor.reads("Wij schreven samen een brief.")
    assert noor.page.locator("button:visible, input:visible, summary:visible").count() == 0, "paper has no buttons"
    noor.goes_to("/leerkringen/stress-en-geld/1/begeleiding/")
    noor.reads("Sil")
    noor.does_not_read("Onderwerp en programma")
    noor.page.emulate_media(media="screen")


def reads_what_came_out(idris: Person) -> None:
    """In the circle, and not there."""
    idris.logs_in(IDRIS)
    idris.goes_to("/leerkringen/stress-en-geld/1/verslag/")
    idris.reads("Wij schreven samen een brief.")
    idris.does_not_read("Ook over bellen.")
