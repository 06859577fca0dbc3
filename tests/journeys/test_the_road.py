"""From application to level 2, as four people live it."""

import docx
import pytest
from django.utils import timezone
from fpdf import FPDF

from knowledge.access import restrict
from portal.home.demo_network.build import build_template
from tests.factories import page, staff
from tests.journeys.conftest import with_second_step
from tests.people import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
NOOR, IDRIS = "noor@veenmeer.example", "idris@veenmeer.example"


@pytest.fixture
def real_files(tmp_path):
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=14)
    pdf.cell(text="Afspraken over het teamoverleg")
    pdf.output(str(tmp_path / "Afspraken.pdf"))
    word = docx.Document()
    word.add_heading("Planning")
    word.add_paragraph("Wij beginnen in januari.")
    word.save(str(tmp_path / "Planning.docx"))
    return tmp_path


def test_from_application_to_level_2(somebody, portal, real_files):
    build_template(timezone.now())
    from knowledge.models import HomePage

    knowledge = page(HomePage.objects.get(), "Kennis", slug="kennis")
    restrict(page(knowledge, "Doelactieplan", slug="doelactieplan"), "level_2")
    hanna, joost = staff("adviser", first_name="Hanna"), staff("decider", first_name="Joost")
    hannas_phone, joosts_phone = with_second_step(hanna), with_second_step(joost)

    # Noor applies for her municipality, makes one mistake, and proves her address.
    noor = somebody()
    noor.goes_to("/word-lid/")
    noor.types("Naam van uw organisatie", "Gemeente Veenmeer")
    noor.chooses("Gemeente")
    noor.types("Uw naam", "Noor Veldhoek")
    noor.types("E-mailadres van uw werk", "noor.veenmeer.example")
    noor.presses("Ga naar stap 2")
    noor.reads("Dit e-mailadres klopt niet.")
    noor.is_not_hindered()
    noor.types("E-mailadres van uw werk", NOOR)
    noor.presses("Ga naar stap 2")
    noor.reads("Is dit uw e-mailadres?")
    noor.types("Code uit de e-mail", noor.newest_mail(NOOR).subject[:7])
    noor.presses("Ga naar stap 3")
    noor.page.get_by_label("Provincie").select_option("Utrecht")
    noor.types("Aantal inwoners", "42.000")
    noor.types("Waarom wilt u meedoen?", "Wij willen onze hulp rustiger maken.")
    noor.presses("Verstuur de aanvraag")
    noor.reads("U hoeft nu niets te doen.")
    noor.is_not_hindered()

    # Hanna, adviser of the network, admits the organisation.
    hanna_at_work = somebody()
    hanna_at_work.logs_in(hanna.email, secret=hannas_phone)
    hanna_at_work.follows("Gemeente Veenmeer")
    hanna_at_work.chooses("Toelaten tot niveau 1")
    hanna_at_work.types("Reden, in uw brief", "Fijn dat u meedoet. Wij bellen u deze week.")
    hanna_at_work.presses("Neem het besluit")
    hanna_at_work.reads("is toegelaten tot niveau 1")

    # Noor comes in, invites Idris, and starts the plan.
    assert "Fijn dat u meedoet." in noor.newest_mail(NOOR, "Welkom").body
    noor.logs_in(NOOR)
    noor.reads("Begin met uw plan")
    noor.is_not_hindered()
    noor.follows("Uw collega’s")
    noor.types("Naam van uw collega", "Idris Benkarim")
    noor.types("E-mailadres van het werk", IDRIS)
    noor.presses("Stuur de uitnodiging")
    noor.reads("De uitnodiging is onderweg")
    noor.goes_to("/mijn/")
    noor.presses("Begin met het plan")
    noor.reads("Onderdeel 1 van 7")

    # Idris accepts, and writes the first section; it is saved by itself.
    idris = somebody(width=390)
    invitation = idris.newest_mail(IDRIS, "Uw plek").body
    idris.page.goto(next(word for word in invitation.split() if "/word-lid/uitnodiging/" in word))
    idris.presses("Neem de plek aan")
    idris.logs_in(IDRIS)
    idris.follows("Ga verder met uw plan")
    first = idris.page.locator("textarea").first
    first.fill("Wij zien dat mensen afspraken missen.")
    idris.page.locator("[data-saved]", has_text="Bewaard om").wait_for()
    idris.page.reload()
    assert idris.page.locator("textarea").first.input_value() == "Wij zien dat mensen afspraken missen."
    idris.is_not_hindered()

    # Noor writes the rest and adds a real PDF and a real Word document.
    for number in range(1, 8):
        noor.goes_to(f"/mijn/plan/onderdeel/{number}/")
        if number == 4:
            for name in ("Afspraken.pdf", "Planning.docx"):
                noor.page.set_input_files("input[type=file]", real_files / name)
                noor.presses("Voeg toe")
                noor.reads("Wij controleren het nu.")
                run_jobs()
            noor.page.reload()
            noor.reads("Gecontroleerd")
            noor.is_not_hindered()
        for box in noor.page.locator("textarea").all():
            box.fill("Zo doen wij het, met het hele team.")
        noor.presses("Dit onderdeel is klaar")
    noor.reads("Alle onderdelen zijn klaar.")
    noor.presses("Stuur naar het netwerk")
    noor.reads("Wij lezen uw plan")

    # Hanna reads, downloads a file, and asks for more at one section.
    hanna_at_work.goes_to("/beheer/")
    hanna_at_work.follows("Gemeente Veenmeer")
    for number in range(1, 8):
        hanna_at_work.page.get_by_role("heading", name=f"{number}. ").wait_for()
        if number == 4:
            with hanna_at_work.page.expect_download() as download:
                hanna_at_work.follows("Afspraken.pdf")
            assert download.value.suggested_filename == "Afspraken.pdf"
            hanna_at_work.finds_all_good()
            first = hanna_at_work.page.locator("fieldset.criterion").first
            first.get_by_label("Aanvullen").check()
            first.get_by_label("Uw reactie aan de schrijvers").fill("Wie zorgt hiervoor?")
        else:
            hanna_at_work.finds_all_good()
        hanna_at_work.presses("Bewaar en")
    hanna_at_work.reads("Terug om aan te vullen")
    hanna_at_work.types("Begin van de brief", "Een mooi plan. Wij missen nog één ding.")
    hanna_at_work.presses("Bewaar en lees de brief")
    hanna_at_work.presses("Stuur het plan terug")
    hanna_at_work.reads("Het besluit is genomen.")

    # Noor reads the reaction beside her text, adds, and sends again.
    assert "Vul onderdeel 4 aan" in noor.newest_mail(NOOR, "vul nog 1 onderdeel aan").body
    noor.goes_to("/mijn/")
    noor.follows("Vul onderdeel 4 aan")
    noor.reads("Wie zorgt hiervoor?")
    noor.page.locator("textarea").first.fill("De teammanager zorgt hiervoor, met 4 uur per week.")
    noor.presses("Dit onderdeel is klaar")
    noor.presses("Stuur naar het netwerk")

    # Hanna finds what changed good now; Joost approves. In that moment it is level 2.
    hanna_at_work.goes_to("/beheer/")
    hanna_at_work.follows("Gemeente Veenmeer")
    hanna_at_work.reads("Uw reactie op versie 1")
    hanna_at_work.finds_all_good()
    hanna_at_work.presses("Bewaar en ga naar het besluit")  # of the six others her judgement still stands
    hanna_at_work.reads("Een beslisser van het netwerk neemt het besluit.")
    joost_at_work = somebody()
    joost_at_work.logs_in(joost.email, secret=joosts_phone)
    joost_at_work.follows("Gemeente Veenmeer")
    joost_at_work.follows("Besluit")
    joost_at_work.types("Begin van de brief", "Gefeliciteerd met dit sterke plan.")
    joost_at_work.presses("Bewaar en lees de brief")
    joost_at_work.presses("Keur het plan goed")
    joost_at_work.reads("Het besluit is genomen.")

    # Everybody concerned sees it.
    assert noor.newest_mail(NOOR, "u bent nu in niveau 2")
    noor.goes_to("/mijn/")
    noor.reads("Bekijk de hulpmiddelen van niveau 2")
    noor.is_not_hindered()
    noor.goes_to("/kennis/doelactieplan/")
    noor.reads("Doelactieplan")
    idris.goes_to("/kennis/doelactieplan/")
    idris.reads("Doelactieplan")
    visitor = somebody()
    visitor.goes_to("/netwerk/")
    row = visitor.page.get_by_role("row", name="Gemeente Veenmeer")
    assert "Niveau 2" in row.inner_text()
    visitor.goes_to("/kennis/doelactieplan/")
    visitor.reads("Inloggen")
    for person in (noor, idris, visitor):
        assert person.complaints == []
