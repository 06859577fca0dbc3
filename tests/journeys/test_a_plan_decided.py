"""A plan written with help from outside, returned, approved by two people, taken back, and approved again."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.core.models import OperatorSettings
from tests.factories import PlanFactory, UserFactory, member, staff
from tests.journeys.conftest import Person, with_second_step
from tests.people import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
NOOR, SIL = "noor@lid.example", "sil@buiten.example"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 900}


def test_a_plan_decided(somebody):
    seat = member(name="Gemeente Veenmeer", user=UserFactory(email=NOOR, first_name="Noor"))
    PlanFactory(organisation=seat.organisation)
    hanna, joost = staff("adviser", first_name="Hanna"), staff("decider", first_name="Joost")
    noor, hanna_at_work, joost_at_work = somebody(), somebody(), somebody()
    noor.logs_in(NOOR)
    hanna_at_work.logs_in(hanna.email, secret=with_second_step(hanna))
    joost_at_work.logs_in(joost.email, secret=with_second_step(joost))

    writes_with_somebody_from_outside(noor, somebody(width=PHONE["width"]))
    for number in (2, 3):
        writes(noor, number, "Zo doen wij het, met het hele team.")
    sends(noor)
    returns_two_sections(hanna_at_work)
    adds_with_a_reply(noor)
    sends(noor)
    two_pairs_of_eyes()
    reads_what_changed_and_proposes(hanna_at_work)
    declines(joost_at_work)
    proposes_better(hanna_at_work)
    approves(joost_at_work)
    assert noor.newest_mail(NOOR, "u bent nu in niveau 2")
    takes_back(joost_at_work)
    assert "De raad besliste anders." in noor.newest_mail(NOOR, "Wij komen terug op ons besluit").body
    proposes_again(hanna_at_work)
    approves(joost_at_work)
    fetches_letter_and_dossier(noor)
    fetches_the_networks_dossier(joost_at_work)


def two_pairs_of_eyes() -> None:
    operator = OperatorSettings.load()
    operator.two_pairs_of_eyes = True
    operator.save()


# --- The organisation --------------------------------------------------------------------------------------


def writes_with_somebody_from_outside(noor: Person, sil: Person) -> None:
    noor.goes_to("/mijn/plan/delen/")
    noor.types("Naam", "Sil Kampen")
    noor.types("E-mailadres", SIL)
    noor.chooses("Meeschrijven")
    noor.types("Tot en met welke dag?", (timezone.localdate() + timedelta(days=20)).isoformat())
    noor.presses("Deel het plan")
    noor.reads("U deelt het plan nu met Sil Kampen.")

    sil.goes_to(re.search(r"/inloggen/gedeeld/[\w-]+/", sil.newest_mail(SIL).body)[0])
    sil.presses("Neem de uitnodiging aan")
    sil.logs_in(SIL)
    sil.follows("Gemeente Veenmeer")
    sil.follows("1. Onderdeel 1")
    for box in sil.page.locator("#tekst textarea").all():
        box.fill("Onze aanpak begint met rust. Sil schrijft mee.")
    sil.presses("Bewaar")
    sil.page.get_by_label("Uw opmerking", exact=True).fill("Noem ook de bibliotheek.")
    sil.presses("Plaats de opmerking")
    sil.reads("Noem ook de bibliotheek.")
    sil.is_not_hindered()

    noor.goes_to("/mijn/plan/onderdeel/1/")
    noor.reads("Noem ook de bibliotheek.")
    noor.presses("Zet op opgelost")
    noor.reads("1 opgeloste opmerking")
    noor.presses("Dit onderdeel is klaar")


def writes(noor: Person, number: int, text: str, reply: str = "") -> None:
    noor.goes_to(f"/mijn/plan/onderdeel/{number}/")
    for box in noor.page.locator("#tekst textarea").all():
        box.fill(text)
    if reply:
        noor.types("Wat veranderde u?", reply)
    noor.presses("Dit onderdeel is klaar")
    noor.page.wait_for_load_state()


def sends(noor: Person) -> None:
    noor.goes_to("/mijn/plan/")
    noor.presses("Stuur naar het netwerk")
    noor.reads("Wij lezen uw plan")


def adds_with_a_reply(noor: Person) -> None:
    """The letter first, wide and narrow; then the two sections that are open, and no other."""
    noor.goes_to("/mijn/plan/")
    noor.follows("Lees onze brief")
    noor.reads("Een mooi plan, op twee dingen na.")
    noor.reads("Onderdeel 2: Onderdeel 2")
    noor.reads("Wie zorgt hiervoor?")
    hinders_nobody_at_any_width(noor)
    noor.goes_to("/mijn/plan/onderdeel/1/")
    noor.reads("Dit onderdeel vonden wij goed.")
    for number in (2, 3):
        writes(noor, number, "Zo doen wij het, met twee vaste begeleiders.", "Wij noemen nu wie het doet.")


def fetches_letter_and_dossier(noor: Person) -> None:
    noor.goes_to("/mijn/plan/versies/2/brief/")
    noor.reads("Gefeliciteerd met dit sterke plan.")
    letter = fetches(noor, "Maak een pdf", ".pdf")
    assert letter.startswith(b"%PDF-")
    noor.goes_to("/mijn/plan/dossier/")
    names = zipfile.ZipFile(io.BytesIO(fetches(noor, "Maak het dossier", ".zip"))).namelist()
    assert "dossier.pdf" in names
    assert sum(name.startswith("brieven/") for name in names) == 3  # returned, approved and taken back, approved
    hinders_nobody_at_any_width(noor)


# --- The network -------------------------------------------------------------------------------------------


def returns_two_sections(hanna: Person) -> None:
    """Judge, write the letter, look at it as the organisation will, change a word, and send it."""
    opens_the_plan(hanna)
    hanna.finds_all_good()
    hanna.presses("Bewaar en")
    for number in (2, 3):
        hanna.reads(f"{number}. Onderdeel {number}")
        hanna.chooses("Aanvullen")
        hanna.types("Uw reactie aan de schrijvers", "Wie zorgt hiervoor?")
        hanna.presses("Bewaar en")
    hanna.reads("De brief met het besluit")
    hanna.types("Begin van de brief", "Een mooi plan.")
    hanna.presses("Bewaar en lees de brief")
    hanna.reads("Zo leest de organisatie de brief")
    hanna.follows("Verander de brief")
    hanna.types("Begin van de brief", "Een mooi plan, op twee dingen na.")
    hanna.presses("Bewaar en lees de brief")
    hanna.reads("Een mooi plan, op twee dingen na.")
    is_not_hindered_at_work(hanna)
    hanna.presses("Stuur het plan terug met deze brief")
    hanna.reads("Het besluit is genomen.")


def reads_what_changed_and_proposes(hanna: Person) -> None:
    opens_the_plan(hanna)
    for number in (2, 3):
        hanna.reads(f"{number}. Onderdeel {number}")
        assert "twee vaste begeleiders" in " ".join(hanna.page.locator("ins").all_inner_texts())
        assert "het hele team" in " ".join(hanna.page.locator("del").all_inner_texts())
        hanna.reads("Wij noemen nu wie het doet.")
        hanna.finds_all_good()
        hanna.presses("Bewaar en ga naar het besluit" if number == 3 else "Bewaar en lees onderdeel 3")
    is_not_hindered_at_work(hanna)
    proposes(hanna, "Een sterk plan.")


def proposes(hanna: Person, opening: str) -> None:
    hanna.reads("De brief met het besluit")
    hanna.chooses("Goedgekeurd")
    hanna.types("Begin van de brief", opening)
    hanna.presses("Bewaar en lees de brief")
    hanna.reads(opening)
    hanna.presses("Leg dit voor aan een collega")
    hanna.reads("Een collega leest uw voorstel")


def declines(joost: Person) -> None:
    opens_the_letter(joost)
    joost.page.locator("summary", has_text="Geef het voorstel terug").click()
    joost.presses("Geef het voorstel terug")
    joost.reads("Schrijf in een paar zinnen waarom.")
    is_not_hindered_at_work(joost)
    joost.types("Waarom?", "Feliciteer hen ook: dit was veel werk.")
    joost.presses("Geef het voorstel terug")
    joost.reads("Het voorstel is teruggegeven.")


def proposes_better(hanna: Person) -> None:
    opens_the_plan(hanna)
    hanna.follows("Besluit")
    hanna.reads("Feliciteer hen ook: dit was veel werk.")
    proposes(hanna, "Gefeliciteerd met dit sterke plan.")


def approves(joost: Person) -> None:
    opens_the_letter(joost)
    joost.presses("Keur het plan goed en verstuur")
    joost.reads("Het besluit is genomen.")


def takes_back(joost: Person) -> None:
    joost.goes_to("/beheer/plannen/?state=approved")
    joost.follows("Gemeente Veenmeer")
    joost.follows("Besluit")
    joost.follows("Draai dit besluit terug")
    joost.reads("De organisatie leest uw reden")
    is_not_hindered_at_work(joost)
    joost.types("Waarom?", "De raad besliste anders.")
    joost.presses("Draai dit besluit terug")
    joost.reads("Het besluit is teruggedraaid.")


def proposes_again(hanna: Person) -> None:
    opens_the_plan(hanna)
    hanna.follows("Besluit")
    proposes(hanna, "Gefeliciteerd met dit sterke plan.")


def fetches_the_networks_dossier(joost: Person) -> None:
    joost.goes_to("/beheer/plannen/?state=approved")
    joost.follows("Gemeente Veenmeer")
    joost.follows("Dossier")
    names = zipfile.ZipFile(io.BytesIO(fetches(joost, "Maak het dossier", ".zip"))).namelist()
    assert "dossier.pdf" in names
    is_not_hindered_at_work(joost)


# --- For both ----------------------------------------------------------------------------------------------


def fetches(person: Person, button: str, ending: str) -> bytes:
    """Ask for a document, wait until the worker made it, and download it."""
    person.presses(button)
    person.reads("Wij maken uw document.")
    run_jobs()
    person.follows("Kijk of het klaar is")
    with person.page.expect_download() as download:
        person.page.locator(".file__name").click()
    assert download.value.suggested_filename.endswith(ending)
    return download.value.path().read_bytes()


def opens_the_plan(person: Person) -> None:
    person.goes_to("/beheer/plannen/?state=waiting")
    person.follows("Gemeente Veenmeer")
    person.page.wait_for_load_state()


def opens_the_letter(person: Person) -> None:
    opens_the_plan(person)
    person.follows("Besluit")
    person.follows("Lees de brief")
    person.reads("Zo leest de organisatie de brief")


def is_not_hindered_at_work(person: Person) -> None:
    """Our part of a page in Wagtail's frame, once it is there."""
    person.page.wait_for_load_state("load")
    person.page.locator(".portal-screen").first.wait_for()
    report = person.axe(".portal-screen")
    assert report.violations_count == 0, f"{person.page.url}\n{report.generate_report()}"


def hinders_nobody_at_any_width(person: Person) -> None:
    for size in (PHONE, WIDE):
        person.page.set_viewport_size(size)
        person.is_not_hindered()
