import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from membership import operations
from membership.access import MEMBERS_GROUP
from membership.models import Admission, Organisation, Seat, Term
from portal.accounts.models import User
from portal.core.models import AuditEntry, MailedLink, Notification, SearchEntry
from tests.factories import AdmissionFactory, site, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db

STEP_1 = {
    "organisation_name": "Gemeente Veenmeer",
    "kind": "municipality",
    "applicant_name": "Noor Veldhoek",
    "email": "noor@veenmeer.example",
    "phone": "",
}
STEP_3 = {"province": "ut", "inhabitants": "42.000", "motivation": "Wij willen rust geven."}


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def adviser():
    return staff("adviser")


def last_mail(kind: str) -> str:
    run_jobs()
    return next(m.body for m in reversed(mail.outbox) if kind in m.subject)


def code_and_path() -> tuple[str, str]:
    body = last_mail("is uw code voor de aanvraag")
    code = re.search(r"Uw code is (\d{3}) (\d{3})", body).expand(r"\1\2")
    return code, re.search(r"http://testserver(/word-lid/\S+)", body)[1]


def test_the_three_steps_lead_to_an_application(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    code, _ = code_and_path()
    step_3 = client.post("/word-lid/code/", {"code": code})
    assert client.get(step_3.url).status_code == 200
    done = client.post(step_3.url, STEP_3, follow=True)
    assert "Wij hebben uw aanvraag" in done.content.decode()
    admission = Admission.objects.get()
    assert (admission.is_submitted, admission.inhabitants) == (True, 42000)
    run_jobs()
    assert mail.outbox[-1].subject == "Wij hebben uw aanvraag"


def test_the_mailed_link_goes_on_where_somebody_stopped(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    _, path = code_and_path()
    client.logout()
    response = client.get(path)
    assert "Gemeente Veenmeer" in response.content.decode()
    assert response.headers["Referrer-Policy"] == "strict-origin"
    assert Admission.objects.get().address_proved_at is None
    client.post(path, STEP_3)
    assert Admission.objects.get().is_submitted


@pytest.mark.parametrize("missing", ["organisation_name", "kind", "applicant_name", "email"])
def test_a_refused_step_keeps_what_was_typed(client, missing):
    data = STEP_1 | {"form_key": uuid.uuid4(), missing: ""}
    response = client.post("/word-lid/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Er klopt iets nog niet" in page
    for field, value in data.items():
        if value and field not in ("kind", "form_key"):
            assert f'value="{value}"' in page
    assert Admission.objects.count() == 0


def test_an_address_without_at_says_what_to_do(client):
    page = client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4(), "email": "noor.veenmeer"}).content.decode()
    assert "Dit e-mailadres klopt niet." in page
    assert 'href="#id_email"' in page
    assert 'aria-invalid="true"' in page


def test_a_double_click_is_one_application_and_one_mail(client):
    data = STEP_1 | {"form_key": uuid.uuid4()}
    client.post("/word-lid/", data)
    client.post("/word-lid/", data)
    run_jobs()
    assert (Admission.objects.count(), len(mail.outbox)) == (1, 1)


def test_a_wrong_code_is_refused_and_counted(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    code, _ = code_and_path()
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(5):
        assert client.post("/word-lid/code/", {"code": wrong}).status_code == 422
    assert client.post("/word-lid/code/", {"code": code}).status_code == 422
    assert Admission.objects.get().address_proved_at is None


def test_a_code_is_too_old_after_15_minutes(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    code, _ = code_and_path()
    Admission.objects.update(code_sent_at=timezone.now() - timedelta(minutes=16))
    assert "werkt niet meer" in client.post("/word-lid/code/", {"code": code}).content.decode()


def test_one_address_is_not_bombed_with_mail(client):
    for _ in range(6):
        client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    run_jobs()
    assert len(mail.outbox) == 3


def test_no_token_lies_in_the_database(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    code, path = code_and_path()
    token = path.strip("/").split("/")[-1]
    from portal.core.models import MailedLink

    assert not MailedLink.objects.filter(token_hash__contains=token).exists()
    assert code not in str(Admission.objects.values().get())
    assert token not in str(list(Notification.objects.values()))


def test_admission_makes_organisation_seat_and_term_at_once(adviser, django_capture_on_commit_callbacks):
    admission = AdmissionFactory(submitted=True)
    organisation = operations.admit_organisation(admission, reason="Welkom!", by=adviser)
    seat = Seat.objects.get()
    assert (seat.organisation, seat.role, seat.duties, seat.user.email) == (
        organisation,
        "admin",
        ["contact", "invoices", "licences"],
        admission.email,
    )
    assert organisation.current_term().level == 1
    assert seat.user.groups.filter(name=MEMBERS_GROUP).exists()
    assert SearchEntry.objects.filter(title=organisation.name, audience="public").exists()
    assert AuditEntry.objects.filter(verb="admission.admitted").count() == 1
    run_jobs()
    assert mail.outbox[-1].to == [admission.email]
    assert "Welkom!" in mail.outbox[-1].body


def test_admitting_again_is_the_same_and_declining_afterwards_is_refused(adviser):
    admission = AdmissionFactory(submitted=True)
    first = operations.admit_organisation(admission, reason="Welkom!", by=adviser)
    assert operations.admit_organisation(admission, reason="Welkom!", by=adviser) == first
    with pytest.raises(operations.AlreadyDecided):
        operations.decline_admission(admission, reason="Toch niet.", by=adviser)
    assert (Organisation.objects.count(), Term.objects.count(), Seat.objects.count()) == (1, 1, 1)


def test_declining_tells_the_applicant_why_and_makes_nothing(adviser):
    admission = AdmissionFactory(submitted=True)
    operations.decline_admission(admission, reason="Wij werken met organisaties.", by=adviser)
    assert (Organisation.objects.count(), User.objects.exclude(pk=adviser.pk).count()) == (0, 0)
    run_jobs()
    assert "Wij werken met organisaties." in mail.outbox[-1].body


def test_nothing_can_be_decided_before_it_is_sent(adviser):
    with pytest.raises(operations.NotSubmitted):
        operations.admit_organisation(AdmissionFactory(), reason="x", by=adviser)


def test_staff_are_told_in_the_daily_mail_and_no_more_once_decided(adviser):
    admission = operations.prove_address_by_link(AdmissionFactory())
    operations.submit_admission(admission, province="ut", motivation="Rust.")
    waiting = Notification.objects.get(kind="admission_waits")
    assert (waiting.recipient, waiting.urgent) == (adviser, False)
    operations.decline_admission(admission, reason="Nee.", by=adviser)
    waiting.refresh_from_db()
    assert waiting.settled_at is not None


def test_staff_decide_on_a_page_that_keeps_their_words(adviser):
    admission = AdmissionFactory(submitted=True)
    browser = client_of(adviser)
    assert browser.get(f"/beheer/aanvragen/{admission.pk}/").status_code == 200
    address = f"/beheer/aanvragen/{admission.pk}/besluit/"
    refused = browser.post(address, {"reason": "Een lange brief.", "province": "ut"})
    assert refused.status_code == 422
    assert "Een lange brief." in refused.content.decode()
    response = browser.post(address, {"verdict": "admit", "reason": "Welkom.", "province": "ut"})
    assert response.status_code == 302
    assert Organisation.objects.count() == 1


def test_who_comes_second_reads_who_decided_and_keeps_the_text(adviser):
    admission = AdmissionFactory(submitted=True)
    other = staff("adviser", first_name="Marit")
    operations.admit_organisation(admission, reason="Welkom!", by=other)
    response = client_of(adviser).post(
        f"/beheer/aanvragen/{admission.pk}/besluit/", {"verdict": "decline", "reason": "Mijn tekst.", "province": "ut"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "Marit was u voor" in page
    assert "Mijn tekst." in page


def test_two_municipalities_with_one_code_are_refused_with_a_sentence(adviser):
    operations.create_organisation(
        "Gemeente A", kind="municipality", province="ut", by=None, municipality_code="GM0001"
    )
    admission = AdmissionFactory(submitted=True)
    response = client_of(adviser).post(
        f"/beheer/aanvragen/{admission.pk}/besluit/",
        {"verdict": "admit", "reason": "Welkom.", "province": "ut", "municipality_code": "gm0001"},
    )
    assert response.status_code == 422
    assert "al bekend in het netwerk" in response.content.decode()


def test_the_groups_of_the_migration_exist():
    assert set(Group.objects.values_list("name", flat=True)) >= {"Leden", "Leden: niveau 2", "Medewerkers: adviseur"}


def test_after_the_link_was_used_no_code_lets_anybody_else_in(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    _, path = code_and_path()
    from django.test import Client

    Client().post(path, {"province": ""})
    assert client.post("/word-lid/code/", {"code": "000000"}).status_code == 422


def test_a_token_is_not_logged(client, caplog):
    from portal.core.logs import scrub

    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    _, path = code_and_path()
    with caplog.at_level("WARNING", logger="django.request"):
        client.post(path, {})
    line = scrub(caplog.records[-1].getMessage())
    assert path not in line
    assert "/word-lid/•/" in line


def test_admitting_a_municipality_twice_is_once(adviser):
    admission = AdmissionFactory(submitted=True)
    data = {"verdict": "admit", "reason": "Welkom.", "province": "ut", "municipality_code": "GM0002"}
    browser = client_of(adviser)
    address = f"/beheer/aanvragen/{admission.pk}/besluit/"
    assert [browser.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert client_of(staff("adviser")).post(address, data).status_code == 409


@pytest.mark.parametrize("name", ["Щ" * 100, "É" * 160])
def test_a_name_in_another_script_can_be_admitted(adviser, name):
    organisation = operations.admit_organisation(
        AdmissionFactory(submitted=True, organisation_name=name), reason="Welkom.", by=adviser
    )
    assert organisation.name == name


def test_an_application_that_was_never_sent_is_forgotten_after_a_year(adviser):
    now = timezone.now()
    AdmissionFactory(started_at=now - timedelta(days=366))
    kept = [AdmissionFactory(), AdmissionFactory(submitted=True, started_at=now - timedelta(days=400))]
    assert operations.forget_unfinished(at=now) == 1
    assert list(Admission.objects.order_by("pk")) == kept


def test_a_cell_of_an_exported_list_is_never_a_formula(adviser):
    """What an applicant typed stays text for who opens the file (P22)."""
    AdmissionFactory(submitted=True, organisation_name='=HYPERLINK("http://evil.example")')
    browser = client_of(adviser)
    exported = b"".join(browser.get("/beheer/aanvragen/?export=csv").streaming_content).decode()
    assert "'=HYPERLINK" in exported
    assert not any(line.startswith(("=", '"=')) for line in exported.splitlines())
    assert "spreadsheetml" in browser.get("/beheer/aanvragen/?export=xlsx").headers["Content-Type"]


def test_a_letter_made_again_after_a_crash_carries_the_code_and_link_that_were_mailed(client):
    client.post("/word-lid/", STEP_1 | {"form_key": uuid.uuid4()})
    code, path = code_and_path()
    Notification.objects.update(sent_at=None)  # the worker died between the mail and the commit, and forgot:
    MailedLink.objects.all().delete()
    Admission.objects.update(code_hash="", code_sent_at=None)
    assert code_and_path() == (code, path)
    assert len(mail.outbox) == 2
    assert client.get(path).status_code == 200
    operations.prove_address(Admission.objects.get(), code=code)
