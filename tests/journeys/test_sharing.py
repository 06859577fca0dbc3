"""A plan shared with an adviser from outside, who writes along until it ends in the middle of a sentence."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from implementation_plans.models import Answer
from tests.factories import PlanFactory, UserFactory, member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
SIL = "sil@buiten.example"


def test_sharing_writing_along_and_ending(somebody):
    noor, sil = somebody(), somebody(width=390)
    seat = member(user=UserFactory(email="noor@lid.example", first_name="Noor"))
    plan = PlanFactory(organisation=seat.organisation)
    noor.logs_in("noor@lid.example")
    noor.goes_to("/mijn/plan/delen/")
    noor.types("Naam", "Sil Kampen")
    noor.types("E-mailadres", SIL)
    noor.chooses("Meeschrijven")
    noor.types("Tot en met welke dag?", (timezone.localdate() + timedelta(days=20)).isoformat())
    noor.presses("Deel het plan")
    noor.reads("U deelt het plan nu met Sil Kampen.")
    noor.is_not_hindered()

    link = re.search(r"/inloggen/gedeeld/[\w-]+/", sil.newest_mail(SIL).body)[0]
    sil.goes_to(link)
    sil.is_not_hindered()
    sil.presses("Neem de uitnodiging aan")
    sil.reads("U kunt beginnen")
    sil.logs_in(SIL)
    sil.follows(seat.organisation.name)
    sil.is_not_hindered()
    sil.follows("1. ")
    sil.reads("Onderdeel 1 van")
    sil.page.wait_for_load_state("load")  # what is typed before the script is there waits for a button
    sil.page.locator("textarea").first.fill("Vier woorden van Sil.")
    sil.page.locator("[data-saved]", has_text="Bewaard om").wait_for()
    assert Answer.objects.get(section__number=1, question="vraag-1-1").text == "Vier woorden van Sil."
    sil.page.get_by_label("Uw opmerking", exact=True).fill("Noem ook de bibliotheek.")
    sil.presses("Plaats de opmerking")
    sil.reads("Noem ook de bibliotheek.")
    sil.is_not_hindered()

    noor.goes_to("/mijn/plan/onderdeel/1/")
    noor.reads("Noem ook de bibliotheek.")
    noor.presses("Zet op opgelost")
    noor.reads("1 opgeloste opmerking")
    noor.goes_to("/mijn/plan/delen/")
    noor.presses("Stop met delen")
    noor.reads("U deelt het plan niet meer met Sil Kampen.")

    sil.page.locator("textarea").first.fill("Een zin die te laat komt.")
    sil.reads("Dit plan wordt niet meer met u gedeeld.")
    assert sil.page.locator("textarea").first.input_value() == "Een zin die te laat komt."
    sil.presses("Bewaar")
    sil.reads("Dit typte u")
    sil.reads("Een zin die te laat komt.")
    sil.is_not_hindered()
    sil.goes_to(f"/mijn/gedeeld/{plan.pk}/")
    sil.does_not_read(seat.organisation.name)


def test_a_remark_and_a_task_without_javascript(somebody):
    noor = somebody(width=320, javascript=False)
    seat = member(user=UserFactory(email="noor@lid.example", first_name="Noor", last_name="Veldhoek"))
    PlanFactory(organisation=seat.organisation)
    noor.logs_in("noor@lid.example")
    noor.goes_to("/mijn/plan/onderdeel/1/")
    noor.types("Uw opmerking", "Klopt dit?")
    noor.presses("Plaats de opmerking")
    noor.reads("Klopt dit?")
    noor.page.get_by_text("Spreek af wie dit schrijft").click()
    noor.page.get_by_label("Wie schrijft dit?").select_option("Noor Veldhoek")
    noor.presses("Bewaar de afspraak")
    noor.reads("U schrijft dit onderdeel.")
