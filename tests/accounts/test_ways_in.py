"""How somebody logs in: recent log-ins, sessions, the second step, recovery codes."""

import json
import time
from datetime import timedelta
from unittest import mock

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts import operations
from portal.core import notifications
from portal.core.models import AuditEntry, Notification
from portal.core.throttle import client_address
from tests.accounts.test_login import ask_for_code, mailed_code, totp_now
from tests.factories import AuthenticatorFactory, member, site, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def logged_in_long_ago(client: Client) -> Client:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time() - 31 * 60}]
    session.save()
    return client


def log_in(address: str, **headers) -> Client:
    client = Client(headers=headers)
    ask_for_code(client, address)
    client.post("/inloggen/code/", {"code": mailed_code()})
    return client


# --- A log-in of just now --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/mijn/inloggen/adres/", "/inloggen/tweede-stap/passkey/"])
def test_who_logged_in_long_ago_logs_in_again_and_comes_back(path):
    seat = member()
    client = logged_in_long_ago(client_of(seat.user))
    response = client.get(path, follow=True)
    assert response.redirect_chain[0][0] == f"/inloggen/?next={path.replace('/', '%2F')}"
    assert "nog één keer in" in response.content.decode()
    client.post("/inloggen/", {"email": seat.user.email, "next": path})
    assert client.post("/inloggen/code/", {"code": mailed_code(), "next": path}).url == path
    assert client.get(path).status_code == 200


def test_deeds_too_ask_for_a_log_in_of_just_now():
    seat = member()
    TOTP.activate(seat.user, generate_totp_secret())
    client = logged_in_long_ago(client_of(seat.user))
    way = Authenticator.objects.get()
    assert client.post(f"/mijn/inloggen/wegen/{way.pk}/einde/").url.startswith("/inloggen/")
    assert Authenticator.objects.filter(pk=way.pk).exists()


# --- Where one is logged in ------------------------------------------------------------------------------------------


def test_devices_are_listed_and_ended():
    seat = member()
    phone = log_in(seat.user.email, user_agent="Mozilla/5.0 (iPhone) Safari/604")
    desk = log_in(seat.user.email, user_agent="Mozilla/5.0 (Windows NT 10.0) Chrome/156")
    page = desk.get("/mijn/inloggen/").content.decode()
    assert "Safari op een iPhone" in page
    assert "Chrome op Windows" in page
    other = UserSession.objects.exclude(session_key=desk.session.session_key).get()
    assert desk.post(f"/mijn/inloggen/apparaten/{other.pk}/einde/").status_code == 302
    assert phone.get("/mijn/").url.startswith("/inloggen/")
    assert desk.get("/mijn/").status_code == 200


def test_logging_out_everywhere_else_keeps_this_one():
    seat = member()
    others = [log_in(seat.user.email) for _ in range(2)]
    here = log_in(seat.user.email)
    here.post("/mijn/inloggen/apparaten/einde/")
    assert [c.get("/mijn/").status_code for c in [*others, here]] == [302, 302, 200]
    assert AuditEntry.objects.get(verb="account.sessions_ended").data == {"count": 2}


def test_nobody_ends_the_session_of_somebody_else():
    victim = member()
    log_in(victim.user.email)
    stranger = client_of(member().user)
    assert stranger.post(f"/mijn/inloggen/apparaten/{UserSession.objects.get().pk}/einde/").status_code == 404
    assert Session.objects.filter(session_key=UserSession.objects.get().session_key).exists()


# --- The second step -------------------------------------------------------------------------------------------------


def test_a_passkey_is_no_extra_step_for_a_member_and_the_second_step_of_staff():
    seat, adviser = member(), staff("adviser")
    for user in (seat.user, adviser):
        AuthenticatorFactory(user=user)
    client = Client()
    ask_for_code(client, seat.user.email)
    assert client.post("/inloggen/code/", {"code": mailed_code()}).url == "/mijn/"
    client = Client()
    ask_for_code(client, adviser.email)
    assert client.post("/inloggen/code/", {"code": mailed_code()}).url == "/inloggen/tweede-stap/"
    assert client.get("/beheer/").url.startswith("/inloggen/")


def test_staff_who_did_not_take_their_second_step_may_not_add_another_one():
    adviser = staff("adviser")
    AuthenticatorFactory(user=adviser)
    for path in ("/inloggen/tweede-stap/passkey/", "/inloggen/tweede-stap/instellen/"):
        client = client_of(adviser, second_step=False)
        assert client.get(path).url == "/inloggen/"
        assert "_auth_user_id" not in client.session


def test_staff_keep_one_second_step(client):
    adviser = staff("adviser")
    only = AuthenticatorFactory(user=adviser)
    browser = client_of(adviser)
    response = browser.post(f"/mijn/inloggen/wegen/{only.pk}/einde/", follow=True)
    assert "uw enige tweede stap" in response.content.decode()
    other = AuthenticatorFactory(user=adviser)
    browser.post(f"/mijn/inloggen/wegen/{only.pk}/einde/")
    assert list(Authenticator.objects.filter(user=adviser)) == [other]


def test_a_member_may_take_away_every_passkey_and_the_codes_go_along():
    seat = member()
    way = AuthenticatorFactory(user=seat.user)
    RecoveryCodes.activate(seat.user)
    client_of(seat.user).post(f"/mijn/inloggen/wegen/{way.pk}/einde/")
    assert not Authenticator.objects.filter(user=seat.user).exists()


def test_nobody_takes_away_the_passkey_of_somebody_else():
    way = AuthenticatorFactory(user=member().user)
    assert client_of(member().user).post(f"/mijn/inloggen/wegen/{way.pk}/einde/").status_code == 404


def test_a_new_phone_takes_the_place_of_the_former_one():
    adviser = staff("adviser")
    TOTP.activate(adviser, generate_totp_secret())
    browser = client_of(adviser)
    secret = browser.get("/inloggen/tweede-stap/instellen/").context["form"].secret
    assert browser.post("/inloggen/tweede-stap/instellen/", {"code": totp_now(secret)}).status_code == 302
    app = Authenticator.objects.get(user=adviser, type="totp")
    assert app.data["secret"] == secret
    assert Notification.objects.filter(kind="new_way_in", recipient=adviser).count() == 1


def test_new_recovery_codes_take_the_place_of_the_former_ones():
    adviser = staff("adviser")
    TOTP.activate(adviser, generate_totp_secret())
    RecoveryCodes.activate(adviser)
    browser = client_of(adviser)
    former = browser.get("/inloggen/tweede-stap/herstelcodes/").context["unused_codes"]
    assert browser.post("/mijn/inloggen/herstelcodes/").url == "/inloggen/tweede-stap/herstelcodes/"
    now = browser.get("/inloggen/tweede-stap/herstelcodes/").context["unused_codes"]
    assert len(now) == 10
    assert not set(now) & set(former)


def test_a_recovery_code_opens_once():
    adviser = staff("adviser")
    TOTP.activate(adviser, generate_totp_secret())
    code = RecoveryCodes.activate(adviser).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        client = Client()
        ask_for_code(client, adviser.email)
        client.post("/inloggen/code/", {"code": mailed_code()})
        answers.append(client.post("/inloggen/tweede-stap/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_the_command_resets_the_second_step_and_logs_out(capsys):
    adviser = staff("adviser")
    TOTP.activate(adviser, generate_totp_secret())
    call_command("reset_second_step", adviser.email.upper())
    assert not Authenticator.objects.filter(user=adviser).exists()
    assert "1 weggehaald" in capsys.readouterr().out


# --- Passkeys and hostile browsers -----------------------------------------------------------------------------------

NONSENSE = [
    "",
    "null",
    "[]",
    '"x"',
    "{}",
    '{"response": 3}',
    '{"id": "x", "rawId": "!!", "type": "public-key", "response": {}}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "Zm9v"}}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "e30",
                "attestationObject": "AAAA",
                "authenticatorData": "AA",
                "signature": "",
            },
        }
    ),
    "{" * 5000,
]


@pytest.mark.parametrize("answer", NONSENSE)
def test_nonsense_instead_of_a_passkey_is_refused_in_words(answer):
    visitor = Client()
    assert visitor.get("/inloggen/passkey/", headers={"X-Requested-With": "XMLHttpRequest"}).status_code == 200
    response = visitor.post("/inloggen/passkey/", {"credential": answer}, follow=True)
    assert "Deze passkey kennen wij niet." in response.content.decode()
    somebody = client_of(member().user)
    somebody.get("/inloggen/tweede-stap/passkey/")
    response = somebody.post("/inloggen/tweede-stap/passkey/", {"credential": answer, "name": "x"})
    assert response.status_code == 200
    assert "Dit is niet gelukt." in response.content.decode()
    assert not Authenticator.objects.exists()


def test_the_question_for_a_passkey_is_never_kept():
    response = Client().get("/inloggen/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert "no-store" in response.headers["Cache-Control"]
    assert response.json()["request_options"]["publicKey"]["userVerification"] == "required"


def test_the_daily_job_forgets_devices_whose_session_is_over():
    seat = member()
    log_in(seat.user.email)
    Session.objects.all().delete()
    operations.forget_old_entrances(at=timezone.now())
    assert not UserSession.objects.exists()


# --- Known and unknown addresses -------------------------------------------------------------------------------------


def test_a_known_and_an_unknown_address_cost_the_same_work():
    seat = member()
    ask_for_code(Client(), "warm@nergens.example")
    counts = []
    for address in (seat.user.email, "niemand@nergens.example"):
        with CaptureQueriesContext(connection) as queries:
            ask_for_code(Client(), address)
        counts.append([q["sql"].split(" ")[0] for q in queries])
    assert counts[0] == counts[1]


def test_an_unknown_address_gets_no_mail_and_is_forgotten(mailoutbox):
    ask_for_code(Client(), "niemand@nergens.example")
    run_jobs()
    assert mailoutbox == []
    row = Notification.objects.get(address="niemand@nergens.example")
    assert row.settled_at
    assert row.secret_text == ""
    notifications.forget_secrets(at=timezone.now() + timedelta(days=2))
    assert not Notification.objects.filter(pk=row.pk).exists()


def test_a_town_hall_behind_one_address_logs_in_on_monday_morning():
    answers = [ask_for_code(Client(), f"persoon{n}@gemeente.example").status_code for n in range(120)]
    assert set(answers) == {302}


def test_one_address_gets_three_codes_a_minute_whatever_the_proxy_says():
    seat = member()
    answers = []
    for n in range(5):
        client = Client(headers={"X-Forwarded-For": f"198.51.100.{n}"}, REMOTE_ADDR=f"203.0.113.{n}")
        answers.append(ask_for_code(client, seat.user.email).status_code)
    assert answers[:3] == [302] * 3
    assert 302 not in answers[3:]
    run_jobs()
    assert Notification.objects.filter(kind="login_code").count() == 3


def test_the_place_is_never_taken_from_a_forged_header(rf, settings):
    forged = rf.get("/", headers={"X-Forwarded-For": "1.2.3.4, 5.6.7.8"}, REMOTE_ADDR="203.0.113.9")
    assert client_address(forged) == "203.0.113.9"
    settings.PROXY_HOPS = 1
    assert client_address(forged) == "5.6.7.8"


def test_without_an_address_of_the_visitor_logging_in_still_works():
    seat = member()
    client = Client(REMOTE_ADDR="")
    ask_for_code(client, seat.user.email)
    with mock.patch.dict(client.defaults, {"REMOTE_ADDR": ""}):
        assert client.post("/inloggen/code/", {"code": mailed_code()}).url == "/mijn/"
