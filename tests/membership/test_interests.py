"""The interest register: who is not ready to join, or cannot."""

import re
import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from membership import operations
from membership.models import Admission, Interest
from portal.core.logs import scrub
from portal.core.models import AuditEntry, MailedLink, Notification, SearchEntry
from tests.factories import InterestFactory, site, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db

FILLED = {
    "kind": "council",
    "organisation_name": "Adviesraad Oosterduin",
    "name": "Lidewij Zandvoorde",
    "email": "Secretaris@Oosterduin.example",
    "wish": "think_along",
}
ADDRESS = "secretaris@oosterduin.example"


@pytest.fixture(autouse=True)
def home():
    return site()


@pytest.fixture
def adviser():
    return staff("adviser", first_name="Hanna")


def registered(**changes) -> Interest:
    return operations.register_interest(form_key=uuid.uuid4(), **(FILLED | changes))


def confirmed(**changes) -> Interest:
    return operations.confirm_interest(registered(**changes), message="Wij denken graag mee.")


def mailed_path(address: str = ADDRESS) -> str:
    run_jobs()
    body = next(m.body for m in reversed(mail.outbox) if address in m.to)
    return re.search(r"http://testserver(/word-lid/\S+)", body)[1]


# --- Operations ------------------------------------------------------------------------------------------------


def test_the_same_form_twice_is_one_entry_and_one_mail():
    key = uuid.uuid4()
    first, again = (operations.register_interest(form_key=key, **FILLED) for _ in range(2))
    run_jobs()
    assert first == again
    assert (first.email, len(mail.outbox)) == (ADDRESS, 1)


def test_nothing_that_was_typed_stands_in_the_mail_that_asks_for_proof():
    registered(organisation_name="Koop nu bij Piet", name="Bel 0900")
    run_jobs()
    sent = mail.outbox[-1]
    everything = sent.subject + sent.body + sent.alternatives[0].content
    assert "Koop nu" not in everything
    assert "Bel 0900" not in everything


def test_staff_hear_of_it_only_after_the_address_is_proved(adviser):
    interest = registered()
    assert not Notification.objects.filter(recipient=adviser).exists()
    operations.confirm_interest(interest, message="  Graag.  ")
    waiting = Notification.objects.get(recipient=adviser)
    assert (waiting.kind, waiting.urgent, waiting.context["who"]) == ("interest_waits", False, "Adviesraad Oosterduin")
    assert Interest.objects.waiting().get().message == "Graag."


def test_the_name_of_a_person_is_not_mailed_to_staff(adviser):
    operations.confirm_interest(registered(kind="person", organisation_name=""))
    assert "Lidewij" not in str(Notification.objects.get(recipient=adviser).context)


def test_confirming_again_changes_nothing(adviser):
    interest = confirmed()
    again = operations.confirm_interest(interest, message="Iets anders.")
    assert again.message == "Wij denken graag mee."
    assert Notification.objects.filter(kind="interest_waits").count() == 1


def test_one_address_waits_once():
    earlier = confirmed(wish="updates")
    newer = confirmed()
    assert list(Interest.objects.all()) == [newer]
    assert AuditEntry.objects.get(verb="interest.replaced").subject == f"interest:{earlier.pk}"


def test_an_answered_entry_is_not_replaced(adviser):
    answered = operations.close_interest(confirmed(), by=adviser)
    newer = confirmed()
    assert set(Interest.objects.all()) == {answered, newer}


def test_withdrawing_erases_everything_but_the_audit(adviser):
    interest = registered()
    path = mailed_path()
    operations.confirm_interest(interest, message="Wij denken graag mee.")
    operations.withdraw_interest(interest)
    operations.withdraw_interest(interest)
    assert not Interest.objects.exists()
    assert not MailedLink.objects.exists()
    assert not Notification.objects.exists()
    history = AuditEntry.objects.filter(subject=f"interest:{interest.pk}")
    assert history.filter(verb="interest.withdrawn").count() == 1
    assert not any(word in str(list(history.values())) for word in ("Oosterduin", "Lidewij", ADDRESS))
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("deed", ["confirm", "invite", "close", "apply"])
def test_what_was_withdrawn_cannot_be_handled(adviser, deed):
    interest = confirmed()
    operations.withdraw_interest(interest)
    act = {
        "confirm": lambda: operations.confirm_interest(interest),
        "invite": lambda: operations.invite_to_apply(interest, by=adviser),
        "close": lambda: operations.close_interest(interest, by=adviser),
        "apply": lambda: operations.apply_by_invitation(interest),
    }[deed]
    with pytest.raises(operations.InterestGone):
        act()


def test_an_invitation_leads_into_one_application_with_a_proved_address(adviser):
    interest = operations.invite_to_apply(confirmed(), by=adviser)
    first, again = (operations.apply_by_invitation(interest) for _ in range(2))
    assert first == again == Admission.objects.get()
    facts = (first.organisation_name, first.kind, first.applicant_name, first.email)
    assert facts == ("Adviesraad Oosterduin", "other", "Lidewij Zandvoorde", ADDRESS)
    assert first.address_proved_at is not None
    assert not Notification.objects.filter(kind="admission_code").exists()
    assert Interest.objects.get().state_label == "Vraagt lidmaatschap aan"


def test_inviting_settles_what_staff_were_told_and_does_so_once(adviser):
    interest = confirmed()
    operations.invite_to_apply(interest, by=adviser)
    operations.invite_to_apply(interest, by=adviser)
    assert Notification.objects.get(kind="interest_waits").settled_at is not None
    assert Notification.objects.filter(kind="interest_invited").count() == 1


def test_a_person_without_an_organisation_is_not_invited(adviser):
    with pytest.raises(operations.NoOrganisation):
        operations.invite_to_apply(confirmed(kind="person", organisation_name=""), by=adviser)


def test_nobody_applies_without_an_invitation():
    with pytest.raises(operations.NotInvited):
        operations.apply_by_invitation(confirmed())


def test_an_answer_is_mailed_and_no_answer_is_not(adviser):
    operations.close_interest(confirmed(), answer="Kom in maart langs.", by=adviser)
    operations.close_interest(confirmed(email="ander@oosterduin.example"), by=adviser)
    run_jobs()
    answers = [m for m in mail.outbox if m.subject == "Ons antwoord op uw vraag"]
    assert [m.to for m in answers] == [[ADDRESS]]
    assert "Kom in maart langs." in answers[0].body
    assert "Hanna" in answers[0].body


def test_the_second_of_the_staff_is_refused(adviser):
    other = staff("decider")
    interest = operations.close_interest(confirmed(), by=adviser)
    assert operations.close_interest(interest, by=adviser) == interest
    for act in (operations.close_interest, operations.invite_to_apply):
        with pytest.raises(operations.AlreadyHandled) as refused:
            act(interest, by=other)
        assert refused.value.interest.handled_by == adviser


def test_who_was_not_ready_can_be_invited_later(adviser):
    interest = operations.close_interest(confirmed(), answer="Wij bellen in januari.", by=adviser)
    later = operations.invite_to_apply(interest, although_closed=True, by=staff("decider"))
    assert later.is_invited
    assert later.state_label == "Uitgenodigd"
    with pytest.raises(operations.AlreadyHandled):
        operations.close_interest(later, by=adviser)


def test_what_is_past_its_time_is_forgotten(adviser):
    now = timezone.now()
    InterestFactory(registered_at=now - timedelta(days=15))
    InterestFactory(registered_at=now - timedelta(days=800), confirmed_at=now - timedelta(days=799))
    kept = [
        InterestFactory(registered_at=now - timedelta(days=13)),
        InterestFactory(
            registered_at=now - timedelta(days=800),
            confirmed_at=now - timedelta(days=799),
            closed_at=now - timedelta(days=100),
        ),
    ]
    assert operations.forget_interests(at=now) == 2
    assert operations.forget_interests(at=now) == 0
    assert list(Interest.objects.order_by("pk")) == kept


def test_an_application_outlives_the_interest_it_came_from(adviser):
    interest = operations.invite_to_apply(confirmed(), by=adviser)
    admission = operations.apply_by_invitation(interest)
    operations.withdraw_interest(interest)
    assert list(Admission.objects.all()) == [admission]


@pytest.mark.parametrize(
    "facts",
    [
        {"organisation_name": ""},
        {"closed_at": timezone.now()},
        {"invited_at": timezone.now()},
        {"answer": "Ja."},
    ],
)
def test_the_database_knows_no_impossible_state(facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        InterestFactory(**facts)


def test_interest_is_not_found_by_search(adviser):
    confirmed()
    assert not SearchEntry.objects.filter(title__contains="Oosterduin").exists()


# --- Pages of the visitor ------------------------------------------------------------------------------------------


def test_from_the_form_by_the_mail_onto_the_list(client):
    assert 'href="/word-lid/interesse/"' in client.get("/word-lid/").content.decode()
    sent = client.post("/word-lid/interesse/", FILLED | {"form_key": uuid.uuid4()}, follow=True)
    assert "s•••@oosterduin.example" in sent.content.decode()
    path = mailed_path()
    shown = Client().get(path)
    assert shown.headers["Referrer-Policy"] == "strict-origin"
    assert Interest.objects.get().confirmed_at is None
    client.post(path, {"message": "Wij denken graag mee."})
    assert Interest.objects.waiting().get().message == "Wij denken graag mee."
    page = client.get(path).content.decode()
    assert "U staat op onze lijst" in page
    assert "Wij denken graag mee." in page


def test_the_link_takes_off_the_list_by_post_only(client):
    registered()
    path = mailed_path()
    assert client.get(f"{path}einde/").status_code == 405
    done = client.post(f"{path}einde/", follow=True)
    assert "U staat niet meer op de lijst" in done.content.decode()
    assert not Interest.objects.exists()
    assert client.post(f"{path}einde/").status_code == 404


@pytest.mark.parametrize("missing", FILLED)
def test_a_refused_form_keeps_what_was_typed(client, missing):
    response = client.post("/word-lid/interesse/", FILLED | {"form_key": uuid.uuid4(), missing: ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{missing}"' in page
    for field in {"organisation_name", "name", "email"} - {missing}:
        assert f'value="{FILLED[field]}"' in page
    assert not Interest.objects.exists()


def test_a_person_needs_no_organisation(client):
    data = FILLED | {"form_key": uuid.uuid4(), "kind": "person", "organisation_name": ""}
    assert client.post("/word-lid/interesse/", data).status_code == 302


@pytest.mark.parametrize("field", ["name", "organisation_name"])
def test_a_name_is_not_the_address_of_a_website(client, field):
    data = FILLED | {"form_key": uuid.uuid4(), field: "Kijk op www.slecht.example"}
    assert "zonder adres van een website" in client.post("/word-lid/interesse/", data).content.decode()


def test_one_address_is_not_bombed_with_mail(client):
    for _ in range(6):
        client.post("/word-lid/interesse/", FILLED | {"form_key": uuid.uuid4()})
    run_jobs()
    assert len(mail.outbox) == 3


def test_the_form_asks_five_things(client):
    form = client.get("/word-lid/interesse/").context["form"]
    assert len(form.visible_fields()) == 5


def test_the_invitation_asks_nothing_again(client, adviser):
    operations.invite_to_apply(confirmed(organisation_name="Stichting Buurtbrug", kind="non_profit"), by=adviser)
    path = mailed_path()
    assert "Stichting Buurtbrug" in client.get(path).content.decode()
    assert not Admission.objects.exists()
    step_3 = client.post(path)
    assert "Stap 3 van 3" in client.get(step_3.url).content.decode()
    client.post(step_3.url, {"province": "ut", "motivation": "Wij zijn eraan toe."})
    assert Admission.objects.get().is_submitted
    assert "Uw aanvraag staat klaar" in client.get(path).content.decode()
    client.post(path)
    assert Admission.objects.count() == 1


def test_one_link_does_not_open_what_another_is_for(client, adviser):
    registered()
    path = mailed_path()
    token = path.strip("/").split("/")[-1]
    assert client.get(f"/word-lid/interesse/uitnodiging/{token}/").status_code == 404
    assert "werkt niet meer" in client.get(f"/word-lid/{token}/").content.decode()


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/word-lid/interesse/geheim/", "/word-lid/interesse/•/"),
        ("/word-lid/interesse/geheim/einde/", "/word-lid/interesse/•/einde/"),
        ("/word-lid/interesse/uitnodiging/geheim/", "/word-lid/interesse/uitnodiging/•/"),
        ("/word-lid/interesse/", "/word-lid/interesse/"),
        ("/word-lid/interesse/verstuurd/", "/word-lid/interesse/verstuurd/"),
    ],
)
def test_a_token_is_not_logged(address, logged):
    assert scrub(address) == logged


# --- Pages of staff --------------------------------------------------------------------------------------------------


def test_staff_find_only_what_is_confirmed(adviser):
    registered(organisation_name="Raad Zonder Bewijs", email="ander@oosterduin.example")
    interest = confirmed()
    browser = client_of(adviser)
    page = browser.get("/beheer/belangstelling/").content.decode()
    assert "Adviesraad Oosterduin" in page
    assert "Raad Zonder Bewijs" not in page
    assert "Adviesraad Oosterduin" in browser.get("/beheer/").content.decode()
    assert browser.get(f"/beheer/belangstelling/{interest.pk}/").status_code == 200


@pytest.mark.parametrize("state", ["waiting", "invited", "applied", "closed"])
def test_the_list_filters_by_state(adviser, state):
    waiting, invited, applied, closed = (confirmed(email=f"{n}@oosterduin.example", name=f"Naam {n}") for n in range(4))
    operations.invite_to_apply(invited, by=adviser)
    operations.invite_to_apply(applied, by=adviser)
    operations.apply_by_invitation(applied)
    operations.close_interest(closed, by=adviser)
    found = client_of(adviser).get(f"/beheer/belangstelling/?state={state}").context["object_list"]
    expected = {"waiting": waiting, "invited": invited, "applied": applied, "closed": closed}
    assert [row.pk for row in found] == [expected[state].pk]


def test_the_list_is_searched_and_exported(adviser):
    confirmed()
    confirmed(email="ander@rietbeek.example", organisation_name="Raad Rietbeek")
    browser = client_of(adviser)
    page = browser.get("/beheer/belangstelling/?q=rietbeek").content.decode()
    assert "Raad Rietbeek" in page
    assert "Oosterduin" not in page
    exported = browser.get("/beheer/belangstelling/?export=xlsx")
    rows = list(load_workbook(BytesIO(exported.getvalue())).active.values)
    assert [str(heading).lower() for heading in rows[0][:5]] == [
        "organisatie",
        "naam",
        "e-mailadres",
        "soort",
        "waarvoor",
    ]
    assert ADDRESS in rows[2]


def test_staff_invite_and_close_by_post(adviser):
    invited, closed = confirmed(), confirmed(email="ander@oosterduin.example")
    browser = client_of(adviser)
    assert browser.post(f"/beheer/belangstelling/{invited.pk}/uitnodiging/").status_code == 302
    assert browser.post(f"/beheer/belangstelling/{closed.pk}/afronding/", {"answer": "Tot ziens."}).status_code == 302
    assert [i.state_label for i in Interest.objects.order_by("pk")] == ["Uitgenodigd", "Afgerond"]


@pytest.mark.parametrize("deed", ["uitnodiging", "afronding"])
def test_who_comes_second_reads_who_was_first_and_keeps_the_text(adviser, deed):
    interest = operations.close_interest(confirmed(), by=staff("adviser", first_name="Marit"))
    response = client_of(adviser).post(f"/beheer/belangstelling/{interest.pk}/{deed}/", {"answer": "Mijn tekst."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Marit was u voor" in page
    assert ("Mijn tekst." in page) == (deed == "afronding")


def test_a_closed_entry_is_invited_from_its_page(adviser):
    interest = operations.close_interest(confirmed(), by=staff("adviser"))
    browser = client_of(adviser)
    assert "Nodig alsnog uit" in browser.get(f"/beheer/belangstelling/{interest.pk}/").content.decode()
    browser.post(f"/beheer/belangstelling/{interest.pk}/uitnodiging/", {"although_closed": "1"})
    assert Interest.objects.get().is_invited


@pytest.mark.parametrize("role", ["finance", "editor"])
def test_finance_and_editors_do_not_see_it(role):
    interest = confirmed()
    browser = client_of(staff(role))
    assert "belangstelling" not in browser.get("/beheer/").content.decode().lower()
    for address in ("", f"{interest.pk}/"):
        assert browser.get(f"/beheer/belangstelling/{address}").status_code in (302, 403)
    assert browser.post(f"/beheer/belangstelling/{interest.pk}/uitnodiging/").status_code in (302, 403)
    assert not Interest.objects.get().is_handled
