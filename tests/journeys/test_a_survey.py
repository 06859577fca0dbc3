"""A questionnaire from opening to outcomes: staff ask, colleagues fill in together, outcomes are certified and read."""

import pytest
from django.utils import timezone

from surveys.models import Release, Round
from tests.factories import SeatFactory, UserFactory, staff
from tests.journeys.conftest import Person, with_second_step
from tests.people import run_jobs
from tests.surveys.world import FIRST, SECOND, everybody_answers, network, questionnaire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
YEAR = timezone.localdate().year


def test_a_questionnaire_from_opening_to_outcomes(somebody):
    seats = network(17)
    noor, sil = seats[0].user, SeatFactory(organisation=seats[0].organisation, role="professional").user
    adviser = staff("adviser")
    questionnaire(FIRST, SECOND)
    at_work, at_home, on_a_phone = somebody(), somebody(width=320), somebody(width=390, javascript=False)

    at_work.logs_in(adviser.email, secret=with_second_step(adviser))
    opens_a_round(at_work)
    fills_in_at_home(at_home, noor)
    goes_on_without_script(on_a_phone, sil)
    sends_it_in(at_home)
    of = Round.objects.get()
    everybody_answers(of, seats[1:], lambda place: {"brief": "ja" if place % 2 else "nee", "tijd": str(1 + place % 5)})
    makes_outcomes(at_work)
    reads_outcomes(at_home)
    somebody_without_account_reads(somebody(width=1280))


def opens_a_round(at_work: Person) -> None:
    at_work.goes_to("/beheer/vragenlijsten/nieuw/")
    at_work.types("Over welk jaar?", "")
    at_work.presses("Open de ronde")
    at_work.reads("Er klopt iets nog niet")
    assert at_work.axe(".portal-screen").violations_count == 0
    at_work.types("Over welk jaar?", str(YEAR))
    at_work.types("Invullen kan tot en met", f"{YEAR + 1}-12-31")
    at_work.presses("Open de ronde")
    at_work.reads("De ronde is open.")
    assert at_work.axe(".portal-screen").violations_count == 0


def fills_in_at_home(at_home: Person, noor: UserFactory) -> None:
    at_home.logs_in(noor.email)
    at_home.follows(f"De vragenlijst van {YEAR}")
    at_home.is_not_hindered()
    at_home.follows("Begin met de eerste pagina")
    at_home.is_not_hindered()
    at_home.page.get_by_label("Ja", exact=True).check()
    at_home.reads("Bewaard om")  # by itself
    at_home.presses("Bewaar en ga verder")
    at_home.reads("Met wie?")  # the answer asked for it
    at_home.is_not_hindered()
    at_home.page.go_back()
    at_home.page.go_forward()
    at_home.page.get_by_label("Inwoners", exact=True).check()
    at_home.presses("Bewaar en ga verder")
    at_home.types("Hoeveel deelnemers?", "heel veel")
    at_home.presses("Bewaar")
    at_home.reads("Vul een heel getal in, zonder letters.")
    at_home.is_not_hindered()


def goes_on_without_script(on_a_phone: Person, sil: UserFactory) -> None:
    on_a_phone.logs_in(sil.email)
    on_a_phone.goes_to(f"/vragenlijsten/{YEAR}/2/")
    on_a_phone.types("Hoeveel deelnemers?", "1.250")
    on_a_phone.page.get_by_label("Een bezoek", exact=True).check()
    on_a_phone.presses("Bewaar")
    on_a_phone.reads("Bewaard.")
    on_a_phone.goes_to(f"/vragenlijsten/{YEAR}/leeg/")
    on_a_phone.reads("Alleen na dit antwoord hierboven: Ja.")


def sends_it_in(at_home: Person) -> None:
    at_home.goes_to(f"/vragenlijsten/{YEAR}/")
    at_home.presses("Stuur in")
    at_home.reads("Dank u wel")
    at_home.is_not_hindered()


def makes_outcomes(at_work: Person) -> None:
    at_work.page.get_by_text("Sluit de ronde nu").click()
    at_work.presses("Sluit de ronde")
    at_work.presses("Maak de uitkomsten")
    at_work.reads("Wij beginnen zo.")
    run_jobs()
    at_work.follows("Kijk of het klaar is")
    at_work.reads("Zet de uitkomsten online")
    assert at_work.axe(".portal-screen").violations_count == 0
    at_work.page.get_by_label("Ook voor bezoekers", exact=False).check()
    at_work.presses("Zet online")
    at_work.reads("De uitkomsten staan online.")
    assert Release.objects.get().is_public


def reads_outcomes(at_home: Person) -> None:
    for path in ("", "met-naam/", "bestanden/", "vraag/brief/", "vraag/tijd/"):
        at_home.goes_to(f"/uitkomsten/{YEAR}/{path}")
        at_home.is_not_hindered()
    at_home.goes_to(f"/uitkomsten/{YEAR}/vraag/brief/")
    at_home.reads("U koos: ja, inwoners.")
    at_home.goes_to("/uitkomsten/u-vroeg-wij-deden/")
    at_home.is_not_hindered()


def somebody_without_account_reads(visitor: Person) -> None:
    for path in ("/uitkomsten/", "/uitkomsten/bescherming/", f"/uitkomsten/{YEAR}/"):
        visitor.goes_to(path)
        visitor.is_not_hindered()
    visitor.does_not_read("U koos")
    visitor.does_not_read("Wie kan ons helpen?")
