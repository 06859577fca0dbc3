"""Instruments under licence: no file without a valid licence, and the way in for everybody who is refused."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge import copies, models, operations
from knowledge.access import restrict
from knowledge.flaws import flaws_of
from knowledge.licensing import licence_of
from membership import operations as membership
from portal.core.models import AuditEntry, PreparedFile
from portal.core.page_cache import bump
from portal.core.search import LEVEL_2, MEMBERS
from tests.factories import UserFactory, member, staff
from tests.pages import document, library, page
from tests.people import client_of, run_jobs
from tests.training import blank, licensed, new_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge():
    return licensed(library())


@pytest.fixture
def seat():
    found = member(name="Gemeente Súdwest-Fryslân")
    return membership.change_seat(found, role="admin", duties=["licences"], by=found.user)


def accept(page, seat, **kwargs):
    return operations.accept_licence(page, seat=seat, digest=licence_of(page).digest, by=seat.user, **kwargs)


def shown(client, page) -> str:
    bump()
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def ask(client, page):
    return client.post(f"/mijn/licenties/bestanden/{page.variants.get().pk}/")


def fetch(client, page):
    """Ask, let the worker make it when it must, and take it along."""
    if (asked := ask(client, page)).status_code == 302:
        run_jobs()
        asked = ask(client, page)
    return asked


def words_of(response) -> list[str]:
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(response.getvalue())).pages]


# --- Agreeing ----------------------------------------------------------------------------------------------------


def test_who_has_the_duty_agrees_for_the_whole_organisation(bridge, seat):
    accepted = accept(bridge, seat)
    assert (accepted.organisation, accepted.accepted_by, accepted.number) == (seat.organisation, seat.user, "1.0")
    assert accepted.text == "Deel het met niemand buiten uw organisatie."
    assert accept(bridge, seat) == accepted
    assert AuditEntry.objects.filter(verb="licence.accepted").count() == 1


def test_others_do_not_agree(bridge, seat):
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="admin", by=seat.user)
    with pytest.raises(operations.MayNotAccept):
        accept(bridge, colleague)
    with pytest.raises(operations.MayNotAccept):
        operations.accept_licence(bridge, seat=seat, digest=licence_of(bridge).digest, by=colleague.user)
    membership.open_seat(seat.organisation, user=UserFactory(), role="admin", by=seat.user)
    membership.end_seat(seat, by=seat.user)
    with pytest.raises(operations.MayNotAccept):
        accept(bridge, seat)


def test_an_organisation_that_is_no_member_or_of_a_lower_level_does_not_agree(bridge, seat):
    restrict(bridge, LEVEL_2)
    bridge = models.InstrumentPage.objects.get(pk=bridge.pk)
    with pytest.raises(operations.NotEntitled):
        accept(bridge, seat)
    restrict(bridge, "public")
    membership.end_membership(seat.organisation, reason="x", by=None)
    with pytest.raises(operations.NotEntitled):
        accept(models.InstrumentPage.objects.get(pk=bridge.pk), seat)


def test_one_agrees_to_the_text_that_was_read(bridge, seat):
    read = licence_of(bridge).digest
    changed = bridge.versions.get()
    changed.licence = "Iets heel anders."
    changed.save()
    with pytest.raises(operations.LicenceChanged):
        operations.accept_licence(bridge, seat=seat, digest=read, by=seat.user)
    client = client_of(seat.user)
    response = client.post(f"/mijn/licenties/{bridge.pk}/akkoord/", {"digest": read, "agreed": "on"}, follow=True)
    assert "De tekst is net veranderd." in response.content.decode()
    assert "Iets heel anders." in response.content.decode()
    bridge.unpublish()
    with pytest.raises(operations.NoLicence):
        accept(bridge, seat)


def test_agreeing_on_screen_takes_a_tick(bridge, seat):
    client = client_of(seat.user)
    assert "Lees de licentie" in shown(client, bridge)
    page = client.get(f"/mijn/licenties/{bridge.pk}/").content.decode()
    assert "Deel het met niemand buiten uw organisatie." in page
    assert "Ik las de tekst en mag dit afspreken voor Gemeente Súdwest-Fryslân." in page
    data = {"digest": licence_of(bridge).digest}
    refused = client.post(f"/mijn/licenties/{bridge.pk}/akkoord/", data)
    assert refused.status_code == 422
    assert "Zet eerst een vinkje." in refused.content.decode()
    assert client.post(f"/mijn/licenties/{bridge.pk}/akkoord/", data | {"agreed": "on"}).url == bridge.get_url()
    assert models.LicenceAcceptance.objects.count() == 1
    assert "Wij zetten de naam van uw organisatie op elke bladzijde." in shown(client, bridge), "made at once"
    run_jobs()
    assert "Haal op" in shown(client, bridge)


# --- Taking along ------------------------------------------------------------------------------------------------


def test_every_page_carries_the_name_and_it_is_noted_who_took_it(bridge, seat):
    accept(bridge, seat)
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    response = fetch(client_of(colleague.user), bridge)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    pages = words_of(response)
    assert len(pages) == 2
    for number, words in enumerate(pages, start=1):
        assert f"Bladzijde {number}" in words
        assert "Alleen voor Gemeente Súdwest-Fryslân. De brug, versie 1.0." in words
    taken = models.LicensedDownload.objects.get()
    assert (taken.by, taken.variant, taken.acceptance.organisation) == (colleague.user, "Op papier", seat.organisation)
    log = client_of(seat.user).get("/mijn/licenties/").content.decode()
    assert str(colleague.user) in log.split("Wie haalde wat op?")[1]
    assert "Wie haalde wat op?" not in client_of(colleague.user).get("/mijn/licenties/").content.decode()


def test_who_asks_first_waits_and_a_colleague_shares_the_copy(bridge, seat):
    accept(bridge, seat)
    PreparedFile.objects.all().delete()  # a week went by
    client, colleague = client_of(seat.user), UserFactory()
    membership.open_seat(seat.organisation, user=colleague, role="professional", by=seat.user)
    assert "Maak klaar met onze naam" in shown(client, bridge)
    variant = bridge.variants.get()
    for _ in range(2):
        assert ask(client, bridge).url == f"{bridge.get_url()}#variant-{variant.pk}"
    assert not models.LicensedDownload.objects.exists(), "nothing was taken along yet"
    page = shown(client_of(colleague), bridge)
    assert "Wij zetten de naam van uw organisatie op elke bladzijde." in page
    assert "Haal op" not in page
    run_jobs()
    assert ask(client_of(colleague), bridge).status_code == 200
    assert ask(client, bridge).status_code == 200
    assert PreparedFile.objects.count() == 1
    assert models.LicensedDownload.objects.count() == 2


def test_a_copy_leaves_by_no_other_door_and_not_to_another_organisation(bridge, seat):
    accept(bridge, seat)
    run_jobs()
    copy = PreparedFile.objects.get()
    assert client_of(seat.user).get(f"/bestanden/{copy.file.pk}/").status_code == 404
    other = membership.change_seat(member(name="Stichting Oever"), role="admin", duties=["licences"], by=None)
    accept(bridge, other)
    assert "Stichting Oever" in words_of(fetch(client_of(other.user), bridge))[0]
    assert "Súdwest" in words_of(fetch(client_of(seat.user), bridge))[0]


def test_another_name_or_another_file_is_another_copy(bridge, seat):
    accepted, variant = accept(bridge, seat), bridge.variants.get()
    first = copies.subject_of(accepted, variant)
    run_jobs()
    seat.organisation.name = "Gemeente De Fryske Marren"
    seat.organisation.save()
    client = client_of(seat.user)
    assert ask(client, bridge).status_code == 302
    assert "Gemeente De Fryske Marren" in words_of(fetch(client, bridge))[0]
    variant.document = document(name="nieuw.pdf", content=blank(3))
    variant.save()
    assert len(words_of(fetch(client, bridge))) == 3
    PreparedFile.objects.create(kind=copies.KIND, subject=first, asked_at=timezone.now())
    run_jobs()
    assert PreparedFile.objects.get(subject=first, failed_because="error").file is None, "nothing under a stale name"


def test_a_file_that_cannot_be_stamped_says_so_and_is_tried_again(bridge, seat):
    variant = bridge.variants.get()
    variant.document = document(name="stuk.pdf")
    variant.save()
    accept(bridge, seat)
    run_jobs()
    client = client_of(seat.user)
    assert "Wij konden het bestand niet klaarmaken." in shown(client, bridge)
    assert fetch(client, bridge).status_code == 302
    assert PreparedFile.objects.exclude(failed_at=None).count() == 2
    assert not models.LicensedDownload.objects.exists()


def test_without_a_valid_licence_there_is_no_file_by_any_road(bridge, seat):
    original = bridge.variants.get().document
    accept(bridge, seat)
    outsider = member()
    for client in (Client(), client_of(UserFactory()), client_of(outsider.user)):
        assert fetch(client, bridge).status_code == 302
        assert client.get(original.url).url == bridge.get_url()
    assert client_of(seat.user).get(original.url).url == bridge.get_url(), "not without the name on it"
    looked = client_of(staff("adviser")).get(original.url)
    assert looked.status_code == 200
    assert "public" not in looked["Cache-Control"]
    assert not models.LicensedDownload.objects.exists()
    with pytest.raises(operations.NoValidLicence):
        operations.take_along(bridge.variants.get(), by=outsider.user)


def test_the_same_file_on_another_page_leaves_no_other_way(bridge):
    file = bridge.variants.get().document
    page(models.LibraryPage.objects.get(), "Ook hier", models.PublicationPage, document=file)
    assert Client().get(file.url).url == bridge.get_url()
    plain = document(name="vrij.pdf")
    assert Client().get(plain.url)["Cache-Control"].startswith("public")


def test_a_membership_that_ends_closes_the_files_and_one_that_returns_opens_them(bridge, seat):
    accept(bridge, seat)
    client = client_of(seat.user)
    membership.end_membership(seat.organisation, reason="Op eigen verzoek", by=None)
    assert fetch(client, bridge).url == bridge.get_url()
    page = shown(client, bridge)
    assert "Daarom kunt u de bestanden niet ophalen." in page
    assert "Wordt uw organisatie weer lid?" in page
    assert "Haal op" not in page
    membership.open_term(seat.organisation, level=1, by=None)
    assert fetch(client, bridge).status_code == 200


def test_a_new_version_is_agreed_to_anew(bridge, seat):
    accept(bridge, seat)
    bridge = new_version(bridge, "2.0")
    client = client_of(seat.user)
    assert "Er is een nieuwe versie. Ga daarvoor opnieuw akkoord." in shown(client, bridge)
    assert fetch(client, bridge).status_code == 302
    accept(bridge, seat)
    assert "versie 2.0." in words_of(fetch(client, bridge))[0]
    assert models.LicenceAcceptance.objects.count() == 2


def test_a_level_that_goes_down_closes_what_is_for_level_2(seat):
    high = member(level=2)
    membership.change_seat(high, role="admin", duties=["licences"], by=None)
    bridge = licensed(library())
    restrict(bridge, LEVEL_2)
    bridge = models.InstrumentPage.objects.get(pk=bridge.pk)
    accept(bridge, high)
    both = UserFactory()
    for organisation in (high.organisation, seat.organisation):
        membership.open_seat(organisation, user=both, role="professional", by=None)
    assert "Alleen voor Gemeente Rietbeek" in words_of(fetch(client_of(both), bridge))[0]
    membership.lower_level(high.organisation, reason="Teruggedraaid", by=None)
    assert fetch(client_of(high.user), bridge).status_code == 404


def test_who_cannot_agree_reads_whom_to_ask(bridge, seat):
    colleague = membership.open_seat(seat.organisation, user=UserFactory(), role="professional", by=seat.user)
    client = client_of(colleague.user)
    assert f"Vraag het aan: {seat.user}." in shown(client, bridge)
    assert client.post(f"/mijn/licenties/{bridge.pk}/akkoord/", {}).status_code == 403
    membership.change_seat(seat, role="admin", duties=[], by=None)
    assert "Nu heeft nog niemand de taak" in shown(client, bridge)
    visitor = shown(Client(), bridge)
    assert "word lid van het netwerk" in visitor
    assert "<form" not in visitor
    restrict(bridge, MEMBERS)
    assert fetch(client_of(UserFactory()), bridge).status_code == 404


def test_with_two_seats_the_organisation_one_works_for_goes_first(bridge, seat):
    other = membership.change_seat(member(name="Stichting Oever"), role="admin", duties=["licences"], by=None)
    person = UserFactory()
    accept(bridge, seat)
    accept(bridge, other)
    seats = [membership.open_seat(s.organisation, user=person, role="professional", by=None) for s in (seat, other)]
    client = client_of(person)
    for each in seats:
        client.post(reverse("membership:choose_seat"), {"seat": each.pk})
        assert f"Alleen voor {each.organisation}." in words_of(fetch(client, bridge))[0]


def test_who_agreed_for_one_organisation_can_agree_for_their_other(bridge, seat):
    other = membership.open_seat(
        member(name="Stichting Oever").organisation, user=seat.user, role="admin", duties=["licences"], by=None
    )
    accept(bridge, seat)
    client = client_of(seat.user)
    client.post(reverse("membership:choose_seat"), {"seat": other.pk})
    assert "mag dit afspreken voor Stichting Oever." in client.get(f"/mijn/licenties/{bridge.pk}/").content.decode()
    client.post(reverse("membership:choose_seat"), {"seat": seat.pk})
    assert "ging akkoord op" in client.get(f"/mijn/licenties/{bridge.pk}/").content.decode()


# --- What an editor may forget -------------------------------------------------------------------------------------


def test_without_a_text_or_with_another_kind_of_file_nobody_takes_anything_along(bridge, seat):
    accept(bridge, seat)
    bridge = new_version(bridge, "2.0", licence="")
    assert "De nieuwste versie heeft nog geen licentie." in str(flaws_of([bridge]))
    assert "De licentie is nog niet klaar." in shown(client_of(seat.user), bridge)
    assert fetch(client_of(seat.user), bridge).status_code == 302
    bridge = new_version(bridge, "3.0")
    accept(bridge, seat)
    variant = bridge.variants.get()
    variant.document = document(name="brug.docx", content=b"PK\x03\x04")
    variant.save()
    assert "gaat alleen een pdf mee" in str(flaws_of([bridge]))
    refused = fetch(client_of(seat.user), bridge)
    assert refused.status_code == 302
    assert not models.LicensedDownload.objects.exists()
    variant.document = None
    variant.save()
    assert fetch(client_of(seat.user), bridge).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_staff_see_who_agreed_and_how_often_it_was_used(bridge, count, django_assert_num_queries):
    for _ in range(count):
        other = membership.change_seat(member(), role="admin", duties=["licences"], by=None)
        accept(bridge, other)
        operations.take_along(bridge.variants.get(), by=other.user)
    browser = client_of(staff("adviser"))
    browser.get("/beheer/reports/licences/")
    with django_assert_num_queries(10):
        assert str(other.organisation) in browser.get("/beheer/reports/licences/").content.decode()


def taken_at(bridge, seat, *moments):
    accept(bridge, seat)
    for at in moments:
        operations.take_along(bridge.variants.get(), by=seat.user, at=at)


def test_who_took_something_along_is_forgotten_in_time_and_how_often_is_not(bridge, seat):
    now = timezone.now()
    taken_at(bridge, seat, now - timedelta(days=800), now - timedelta(days=735), now - timedelta(days=700), now)
    assert operations.forget_downloads(at=now) == 2
    assert operations.forget_downloads(at=now) == 0
    assert models.LicensedDownload.objects.count() == 2
    models.LicenceSettings.objects.create(months_of_log=6)
    assert operations.forget_downloads(at=now) == 1
    assert not AuditEntry.objects.filter(subject__startswith="licenseddownload").exists(), "nor does the audit know"
    report = client_of(staff("adviser")).get("/beheer/reports/licences/?export=csv")
    assert report.getvalue().decode().splitlines()[1].endswith(",4")


def test_members_read_how_long_it_is_kept(bridge, seat):
    taken_at(bridge, seat, timezone.now())
    client = client_of(seat.user)
    assert "Na 24 maanden wissen wij wie het was." in client.get("/mijn/licenties/").content.decode()
    assert "Dat bewaren wij 24 maanden." in client.get(f"/mijn/licenties/{bridge.pk}/").content.decode()
    assert not models.LicenceSettings.objects.exists(), "looking writes nothing"


@pytest.mark.parametrize("months", [5, 85])
def test_the_log_is_kept_half_a_year_at_least_and_seven_years_at_most(months):
    with pytest.raises(ValidationError):
        models.LicenceSettings(months_of_log=months).full_clean()


@pytest.mark.parametrize("count", [1, 3])
def test_who_talks_with_members_sees_who_took_what_and_takes_it_along(bridge, count, django_assert_num_queries):
    for _ in range(count):
        other = membership.change_seat(member(), role="admin", duties=["licences"], by=None)
        taken_at(bridge, other, timezone.now())
    other.organisation.name = "=1+1"
    other.organisation.save()
    browser = client_of(staff("adviser"))
    browser.get("/beheer/reports/downloads/")
    with django_assert_num_queries(11):
        page = browser.get("/beheer/reports/downloads/").content.decode()
    assert str(other.user) in page
    rows = browser.get("/beheer/reports/downloads/?export=csv").getvalue().decode().splitlines()
    assert len(rows) == count + 1
    assert rows[1].startswith("'=1+1,De brug,1.0,Op papier,")
