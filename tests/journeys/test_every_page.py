"""Every own page, empty and filled and with errors, at two widths: no rule broken, nothing too wide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from implementation_plans import operations as plans
from knowledge.access import restrict
from knowledge.models import HomePage
from learning_circles import operations as circles
from learning_circles.models import WishRound
from membership import operations as membership
from portal.core import links
from portal.home.demo_network.build import build_template
from tests.factories import InterestFactory, UserFactory, judge, member, page, read_as_good, staff, submitted
from tests.journeys.conftest import with_second_step
from tests.learning_circles.rounds import LIST, desk, divided_round, own_page, wish
from tests.learning_circles.world import held_circle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]

PUBLIC = [
    "/",
    "/netwerk/",
    "/netwerk/?q=bestaatniet",
    "/netwerk/?provincie=ut",
    "/zoeken/",
    "/zoeken/?q=brug",
    "/zoeken/?q=bestaatniet",
    "/word-lid/",
    "/word-lid/interesse/",
    "/word-lid/interesse/verstuurd/",
    "/word-lid/interesse/gestopt/",
    "/word-lid/interesse/bestaat-niet/",
    "/inloggen/",
    "/inloggen/meedoen/",
    "/inloggen/meedoen/verstuurd/",
    "/inloggen/meedoen/bestaat-niet/",
    "/inloggen/gedeeld/klaar/",
    "/inloggen/gedeeld/bestaat-niet/",
    "/inloggen/adres/terug/bestaat-niet/",
    "/kennis/",
    "/kennis/brief/",
    "/leerkringen/",
    "/leerkringen/kringen/",
    "/leerkringen/maand/2027-01/",
    "/inloggen/datum/bewaard/",
    "/inloggen/datum/bestaat-niet/",
    "/bestaat-niet/",
]
MEMBER = [
    "/mijn/",
    "/mijn/plan/",
    "/mijn/plan/onderdeel/1/",
    "/mijn/plan/onderdeel/4/",
    "/mijn/plan/versies/1/",
    "/mijn/plan/delen/",
    "/mijn/gedeeld/",
    "/mijn/collegas/",
    "/mijn/organisatie/",
    "/mijn/berichten/",
    "/mijn/gegevens/",
    "/mijn/gegevens/meenemen/",
    "/mijn/organisatie/meenemen/",
    "/mijn/afscheid/",
    "/mijn/afscheid/reden/",
    "/mijn/inloggen/",
    "/mijn/inloggen/adres/",
    "/mijn/vertrek/",
    "/inloggen/tweede-stap/passkey/",
    "/netwerk/",
    "/kennis/niveau-2/",
    "/uitloggen/",
]


@pytest.fixture
def filled(portal):
    """A network in which something has happened to everybody."""
    build_template(timezone.now())
    knowledge = page(HomePage.objects.get(), "Kennis", slug="kennis", show_in_menus=True)
    body = [
        ("heading", "Begin met rust"),
        ("paragraph", "<p>Een <b>korte</b> brief helpt.</p>"),
        ("list", ["Een", "Twee"]),
        ("quote", {"text": "Dat gaf rust.", "source": "Teamleider"}),
        ("panel", {"title": "Probeer dit", "text": "<p>Schrijf één zin.</p>"}),
    ]
    page(knowledge, "Een brief die rust geeft over de brug", slug="brief", body=body, minutes=4)
    restrict(page(knowledge, "Niveau twee", slug="niveau-2"), "level_2")
    seat = member(name="Stichting Met Een Heel Erg Lange Naam Voor Samenlevingsopbouw")
    membership.invite_colleague(seat.organisation, email="x@y.example", name="Xander", role="admin", by=seat.user)
    membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    plan = plans.start_plan(seat.organisation, by=seat.user)
    version = submitted(plan, seat.user)
    adviser = staff("adviser")
    for section in version.sections.all():
        bad = section.number == 4
        judge(section, adviser, "add" if bad else "good", "Wie?" if bad else "")
    plans.return_plan(version, reason="Bijna.", by=adviser)
    return seat


@pytest.mark.parametrize("width", [1280, 320])
def test_public_pages_hinder_nobody(somebody, filled, width):
    visitor = somebody(width=width)
    for path in PUBLIC:
        visitor.goes_to(path)
        visitor.is_not_hindered()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_those_who_show_interest_hinder_nobody(somebody, portal, width):
    """The form with every error, and the pages behind the mailed links, with words that hardly fit."""
    visitor = somebody(width=width)
    visitor.goes_to("/word-lid/interesse/")
    visitor.presses("Verstuur")
    visitor.reads("Kies wat u het liefst wilt.")
    visitor.is_not_hindered()
    facts = {"organisation_name": "Samenlevingsopbouwadviesraad", "email": f"{'lang' * 12}@adviesraad.example"}
    invited = membership.invite_to_apply(InterestFactory(**facts, confirmed=True), by=staff("adviser"))
    unproved, listed = InterestFactory(**facts), InterestFactory(**facts, confirmed=True)
    for verb, interest, path in (
        ("own_interest", unproved, "/word-lid/interesse/"),
        ("own_interest", listed, "/word-lid/interesse/"),
        ("own_interest", invited, "/word-lid/interesse/"),
        ("apply_by_invitation", invited, "/word-lid/interesse/uitnodiging/"),
    ):
        visitor.goes_to(f"{path}{links.issue(verb, interest.pk, days=1)}/")
        visitor.is_not_hindered()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_members_hinder_nobody(somebody, filled, width):
    noor = somebody(width=width)
    noor.logs_in(filled.user.email)
    for path in MEMBER:
        noor.goes_to(path)
        noor.is_not_hindered()
    noor.goes_to("/mijn/gegevens/")
    noor.types("Voornaam", "")
    noor.presses("Bewaar")
    noor.reads("Vul uw voornaam in.")
    noor.is_not_hindered()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_a_learning_circle_hinder_nobody(somebody, filled, width):
    """As who runs it, who sees everything there is: with people, a date that is sought, and a meeting that was held."""
    poll, shown = held_circle(filled)
    noor = somebody(width=width)
    noor.logs_in(filled.user.email)
    circle = f"/leerkringen/{shown.circle.slug}/"
    month = f"/leerkringen/maand/{timezone.localdate():%Y-%m}/".replace("-0", "-")
    ends = ("", "begeleiding/", "begeleiding/tekst/", "begeleiding/verplaatsing/", "verslag/", "verslag/tekst/")
    for path in (
        *("/leerkringen/", "/leerkringen/agenda/", month, circle, f"/leerkringen/datum/{poll.pk}/"),
        *(f"{circle}{end}" for end in ("datum/", "bijeenkomst/", "mensen/")),
        *(f"{circle}{shown.number}/{end}" for end in ends),
    ):
        noor.goes_to(path)
        noor.is_not_hindered()
    noor.goes_to(f"{circle}bijeenkomst/")
    noor.presses("Plan de bijeenkomst")
    noor.reads("Vul de dag in.")
    noor.is_not_hindered()


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_a_round_of_wishes_hinder_nobody(somebody, filled, width):
    """Asked, with every error, saved, waiting for what comes of it, and with a circle and a wish that was not met."""
    of, division = divided_round(filled, member(), name="Leerkringen samenlevingsopbouw en schuldhulpverlening")
    noor = somebody(width=width)
    noor.logs_in(filled.user.email)
    noor.goes_to("/leerkringen/")
    noor.is_not_hindered()
    noor.goes_to(own_page(of))
    noor.is_not_hindered()
    noor.page.get_by_label("Welk thema wilt u het liefst?").select_option(label="Kies een thema")
    noor.presses("Bewaar mijn wensen")
    noor.reads("Kies het thema dat u het liefst wilt.")
    noor.is_not_hindered()
    for change in ({"wishes_until": timezone.localdate() - timedelta(days=1)}, {}):
        WishRound.objects.update(**change) if change else circles.make_circles(division, seen=division.stamp, by=None)
        noor.goes_to(own_page(of))
        noor.is_not_hindered()


def test_staff_screens_of_our_own_hinder_nobody(somebody, filled):
    other = member()
    waiting, closed = InterestFactory(confirmed=True), InterestFactory(confirmed=True)
    membership.close_interest(closed, answer="Tot ziens.", by=staff("adviser"))
    version = read_as_good(submitted(plans.start_plan(other.organisation, by=other.user), other.user), staff("adviser"))
    decider = staff("decider")
    of, _division = divided_round()
    wish(of, other)  # after it was divided
    at_work = somebody()
    at_work.logs_in(decider.email, secret=with_second_step(decider))
    for path in (
        f"/beheer/plannen/{version.pk}/onderdeel/1/",
        f"/beheer/plannen/{version.pk}/lezers/",
        f"/beheer/plannen/{version.pk}/belang/",
        f"/beheer/plannen/{version.pk}/oordeel/",
        f"/beheer/plannen/{version.pk}/geschiedenis/",
        f"/beheer/belangstelling/{waiting.pk}/",
        f"/beheer/belangstelling/{closed.pk}/",
        f"/beheer/organisaties/{other.organisation_id}/",
        f"/beheer/organisaties/{other.organisation_id}/afscheid/",
        "/beheer/verloop/",
        f"{LIST}nieuw/",
        desk(of),
        desk(of, "regels/"),
        desk(of, f"voorstel/?wie={of.wishes.first().pk}&kring=0"),
    ):
        at_work.goes_to(path)
        report = at_work.axe(".portal-screen")
        assert report.violations_count == 0, report.generate_report()


def test_everything_works_without_javascript_and_on_a_narrow_screen(somebody, filled):
    noor = somebody(width=320, javascript=False)
    noor.logs_in(filled.user.email)
    noor.follows("Vul onderdeel 4 aan")
    noor.page.locator("textarea").first.fill("De teammanager zorgt hiervoor.")
    noor.presses("Bewaar")
    noor.reads("De teammanager zorgt hiervoor.")
    noor.presses("Dit onderdeel is klaar")
    noor.presses("Stuur naar het netwerk")
    noor.reads("Wij lezen uw plan")


def test_the_keyboard_is_enough_and_shows_where_one_is(somebody, filled):
    """Tab through the application form: every stop is visible, and Enter sends it."""
    visitor = somebody()
    visitor.goes_to("/word-lid/")
    stops = 0
    for _ in range(30):
        visitor.page.keyboard.press("Tab")
        outline = visitor.page.evaluate(
            """() => {
              const e = document.activeElement;
              if (!e || e === document.body) return null;
              const shown = (n) => {
                const s = getComputedStyle(n);
                return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
              };
              return shown(e) || (e.parentElement && shown(e.parentElement));
            }"""
        )
        if outline is not None:
            assert outline, visitor.page.evaluate("document.activeElement.outerHTML")
            stops += 1
    assert stops > 15
