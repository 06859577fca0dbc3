"""From a first interest to an application, as a visitor and an adviser live it."""

import pytest

from membership.models import Interest
from tests.factories import staff
from tests.journeys.conftest import with_second_step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
ANOUK = "anouk@buurtbrug.example"


def link_in(letter) -> str:
    return next(word for word in letter.body.split() if "/word-lid/interesse/" in word)


def test_from_a_first_interest_to_an_application(somebody, portal):
    hanna = staff("adviser", first_name="Hanna")
    hannas_phone = with_second_step(hanna)

    # Anouk is not ready to join. She says so, forgets her name at first, and confirms from the mail.
    anouk = somebody(width=320, javascript=False)
    anouk.goes_to("/word-lid/")
    anouk.follows("Blijf in beeld")
    anouk.chooses("Maatschappelijke organisatie")
    anouk.types("Naam van uw organisatie of raad", "Stichting Buurtbrug")
    anouk.types("E-mailadres", ANOUK)
    anouk.chooses("Later lid worden")
    anouk.presses("Verstuur")
    anouk.reads("Vul uw naam in.")
    anouk.types("Uw naam", "Anouk Lindeman")
    anouk.presses("Verstuur")
    anouk.reads("Kijk in uw e-mail")
    anouk.page.goto(link_in(anouk.newest_mail(ANOUK)))
    anouk.reads("Klopt dit?")
    anouk.types("Wilt u ons nog iets vertellen?", "Volgend jaar hebben wij tijd.")
    anouk.presses("Ja, dit klopt")
    anouk.reads("U staat op onze lijst")

    # Hanna finds her in the queue and invites her.
    hanna_at_work = somebody()
    hanna_at_work.logs_in(hanna.email, secret=hannas_phone)
    hanna_at_work.follows("Stichting Buurtbrug")
    hanna_at_work.reads("Volgend jaar hebben wij tijd.")
    hanna_at_work.presses("Stuur de uitnodiging")
    hanna_at_work.reads("is onderweg")

    # Anouk applies; what she told before is not asked again.
    anouk.page.goto(link_in(anouk.newest_mail(ANOUK, "U kunt nu lid worden")))
    anouk.presses("Begin met de aanvraag")
    anouk.reads("Stap 3 van 3")
    anouk.reads("Stichting Buurtbrug")
    anouk.page.get_by_label("Provincie").select_option("Utrecht")
    anouk.types("Waarom wilt u meedoen?", "Wij zijn eraan toe.")
    anouk.presses("Verstuur de aanvraag")
    anouk.reads("Wij hebben uw aanvraag")
    admission = Interest.objects.get().admission
    assert (admission.organisation_name, admission.applicant_name) == ("Stichting Buurtbrug", "Anouk Lindeman")

    hanna_at_work.goes_to("/beheer/")
    hanna_at_work.follows("Stichting Buurtbrug")
    hanna_at_work.reads("Wij zijn eraan toe.")
    assert anouk.complaints == []
