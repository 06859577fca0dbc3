"""The network's face: an admin shows it, a member of a council finds and asks, staff put a figure on the site."""

from datetime import date

import pytest
from django.utils import timezone

from membership.algorithms import areas
from membership.figures import LEAST_REPORTS
from membership.models import FigureValue
from membership.operations import municipalities, profiles
from tests.factories import ParticipantReportFactory, member, staff
from tests.journeys.conftest import with_second_step
from tests.membership.topologies import FOUR

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
LIDEWIJ = "lidewij@raad.example"
LONG = "Samenlevingsopbouwmedewerkers en schuldhulpverleningsovereenkomstenbegeleiders met hun gezinnen"


def link_in(letter) -> str:
    return next(word for word in letter.body.split() if "/netwerk/bericht/" in word)


@pytest.fixture
def anloo(portal):
    municipalities.import_municipalities(areas.read(FOUR.text()), on=date(2026, 1, 1), successors={}, by=None)
    return member(name="Gemeente Anloo")


def test_from_a_profile_to_a_question_that_is_answered(somebody, anloo):
    # Noor, who manages it, shows who they help and that they may be asked. She forgets to fill in one thing.
    noor = somebody()
    noor.logs_in(anloo.user.email)
    noor.goes_to("/mijn/organisatie/")
    noor.follows("Uw profiel")
    noor.reads("Er staat nu niets extra’s op de site")
    noor.types("Voor wie werkt u met de aanpak?", "Jongeren met schulden.")
    noor.chooses("Zet op de site voor wie u werkt")
    noor.page.get_by_label("Zet deze functie op de site").check()
    noor.presses("Bewaar")
    noor.reads("Dit staat nog leeg.")
    noor.types("Wie beantwoordt vragen van anderen?", "Projectleider")
    noor.presses("Bewaar")
    noor.reads("Zo staat uw organisatie nu op de site.")

    # Lidewij sits in a council. On her phone, without JavaScript, she finds her municipality and asks.
    lidewij = somebody(width=320, javascript=False)
    lidewij.goes_to("/netwerk/")
    lidewij.follows("Voor raden")
    lidewij.types("Naam van uw gemeente", "borculo")
    lidewij.presses("Zoek")
    lidewij.reads("Nog niet.")
    lidewij.reads("Wie kan meedoen, en wie niet?")
    lidewij.types("Naam van uw gemeente", "anloo")
    lidewij.presses("Zoek")
    lidewij.reads("Hier werkt 1 lid van het netwerk")
    lidewij.follows("Gemeente Anloo")
    lidewij.reads("Jongeren met schulden.")
    lidewij.does_not_read(anloo.user.email)
    lidewij.follows("Stuur een bericht")
    lidewij.presses("Ga verder")
    lidewij.reads("Schrijf uw vraag op.")
    lidewij.types("Uw vraag", "Mag onze raad langskomen?")
    lidewij.types("Uw naam", "Lidewij Zandvoorde")
    lidewij.types("E-mailadres", LIDEWIJ)
    lidewij.presses("Ga verder")
    lidewij.reads("Kijk in uw e-mail")
    lidewij.page.goto(link_in(lidewij.newest_mail(LIDEWIJ)))
    lidewij.reads("Mag onze raad langskomen?")
    lidewij.presses("Verstuur het bericht")
    lidewij.reads("Uw bericht is verstuurd")
    letter = noor.newest_mail(anloo.user.email, "Een vraag aan Gemeente Anloo")
    assert letter.reply_to == [LIDEWIJ]
    assert noor.complaints == lidewij.complaints == []


def test_from_one_number_of_each_member_to_a_figure_on_the_site(somebody, anloo):
    year = timezone.localdate().year - 1
    noor = somebody(width=320)
    noor.logs_in(anloo.user.email)
    noor.goes_to("/mijn/organisatie/")
    noor.follows("Hoeveel mensen begeleidt u?")
    noor.types("Aantal mensen", "heel veel")
    noor.presses("Bewaar")
    noor.reads("Vul een getal in. Bijvoorbeeld: 120.")
    noor.is_not_hindered()
    noor.types("Aantal mensen", "1.200")
    noor.presses("Bewaar")
    noor.reads("Tot wij het bevestigen, kunt u het veranderen.")

    for _ in range(LEAST_REPORTS - 1):
        ParticipantReportFactory(year=year, participants=7, confirmed_at=timezone.now())
    hanna = staff("adviser", first_name="Hanna")
    phone = with_second_step(hanna)
    at_work = somebody()
    at_work.logs_in(hanna.email, secret=phone)
    at_work.goes_to("/beheer/cijfers/")
    at_work.presses(f"Zet het totaal van {year} op de site")
    at_work.reads("Er zijn 4 opgaven bevestigd.")
    at_work.goes_to("/beheer/cijfers/opgaven/")
    at_work.follows("Gemeente Anloo")
    at_work.presses("Bevestig dit getal")
    at_work.goes_to("/beheer/cijfers/")
    at_work.presses(f"Zet het totaal van {year} op de site")
    at_work.reads("ongeveer 1230 mensen")
    assert FigureValue.objects.get().value == 1230

    visitor = somebody(width=320)
    visitor.goes_to("/netwerk/")
    visitor.reads("1.230")
    visitor.reads("Opgegeven door 5 organisaties.")
    visitor.is_not_hindered()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_the_network_hinder_nobody(somebody, anloo, width):
    """Empty, full of long words, found and not found; as a visitor, as its admin and as staff."""
    other = member(level=2, name=f"Stichting {LONG}")
    place = anloo.organisation.municipality
    municipalities.place_organisation(other.organisation, municipality=place, by=None)
    facts = {"target_group": LONG, "access": LONG, "domains": ["money"], "contact_role": LONG[:80]}
    shown = dict.fromkeys(("shows_target_group", "shows_access", "shows_domains", "shows_contact_role"), True)
    profiles.save_profile(other.organisation, by=other.user, **facts, **shown)
    visitor = somebody(width=width)
    own, empty = (f"/netwerk/{seat.organisation.slug}/" for seat in (other, anloo))
    for path in (
        *("/netwerk/", "/netwerk/gemeenten/", "/netwerk/gemeenten/?provincie=gr", own, f"{own}bericht/", empty),
        *(f"/netwerk/adviesraden/{query}" for query in ("", "?q=anloo", "?q=borculo", "?q=xyzzy")),
        *(f"/netwerk/bericht/{end}/" for end in ("verstuurd", "klaar", "bestaat-niet")),
    ):
        visitor.goes_to(path)
        visitor.is_not_hindered()
    noor = somebody(width=width)
    noor.logs_in(other.user.email)
    for path in ("/mijn/organisatie/profiel/", "/mijn/deelnemers/", "/mijn/organisatie/", own, "/netwerk/gemeenten/"):
        noor.goes_to(path)
        noor.is_not_hindered()
    visitor.goes_to(f"{own}bericht/")
    visitor.presses("Ga verder")
    visitor.reads("Schrijf uw vraag op.")
    visitor.is_not_hindered()


def test_staff_screens_of_the_network_hinder_nobody(somebody, anloo):
    report = ParticipantReportFactory(organisation=anloo.organisation)
    decider = staff("decider")
    at_work = somebody()
    at_work.logs_in(decider.email, secret=with_second_step(decider))
    organisation = f"/beheer/organisaties/{anloo.organisation_id}/"
    for path in ("/beheer/cijfers/", f"/beheer/cijfers/opgaven/{report.pk}/", organisation):
        at_work.goes_to(path)
        found = at_work.axe(".portal-screen")
        assert found.violations_count == 0, found.generate_report()


def test_the_map_of_provinces_works_by_keyboard(somebody, anloo):
    """Tab comes past each province; Enter shows its members in the table."""
    visitor = somebody()
    visitor.goes_to("/netwerk/")
    seen = []
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        text = visitor.page.evaluate("document.activeElement.closest('.tile')?.innerText.trim() ?? ''")
        seen += [text.splitlines()[0]] if text else []
        if text.startswith("Utrecht"):
            break
    assert len(seen) == 7, seen
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**/netwerk/?provincie=ut#lijst")
    visitor.reads("1 lid gevonden")
