import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from portal.accounts.access import GROUP_NAMES
from portal.accounts.models import User, split_name
from tests.factories import UserFactory, member, site, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home():
    return site()


def ask_for_code(client: Client, address: str):
    return client.post("/inloggen/", {"email": address})


def mailed_code() -> str:
    run_jobs()
    return re.search(r"(\d{3}) (\d{3})", mail.outbox[-1].subject).expand(r"\1\2")


def totp_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_a_member_logs_in_with_a_mailed_code_and_lands_on_the_overview(client):
    seat = member()
    assert ask_for_code(client, seat.user.email.upper()).url == "/inloggen/code/"
    code = mailed_code()
    response = client.post("/inloggen/code/", {"code": f" {code[:3]} {code[3:]} "})
    assert (response.status_code, response.url) == (302, "/mijn/")
    assert client.get("/mijn/").status_code == 200


def test_the_page_asked_for_comes_after_logging_in(client):
    seat = member()
    client.post("/inloggen/?next=/mijn/collegas/", {"email": seat.user.email, "next": "/mijn/collegas/"})
    response = client.post("/inloggen/code/?next=/mijn/collegas/", {"code": mailed_code(), "next": "/mijn/collegas/"})
    assert response.url == "/mijn/collegas/"


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "\\\\evil.example", "https:evil.example"]
)
def test_logging_in_never_leads_to_another_site(client, target):
    seat = member()
    client.post("/inloggen/", {"email": seat.user.email, "next": target})
    response = client.post("/inloggen/code/", {"code": mailed_code(), "next": target})
    assert response.url == "/mijn/"


def test_the_answer_does_not_reveal_who_exists(client):
    known = ask_for_code(client, UserFactory().email)
    unknown = ask_for_code(Client(), "niemand@nergens.example")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    page_known = client.get(known.url).content.decode()
    assert "Is dit adres bij ons bekend?" in page_known
    other = Client()
    ask_for_code(other, "niemand@nergens.example")
    assert other.get("/inloggen/code/").status_code == 200
    run_jobs()
    assert len(mail.outbox) == 1


def test_a_wrong_code_keeps_the_person_on_the_page_with_a_sentence(client):
    ask_for_code(client, UserFactory().email)
    response = client.post("/inloggen/code/", {"code": "000 000"})
    assert response.status_code == 200
    assert "Deze code klopt niet." in response.content.decode()


def test_after_five_wrong_codes_the_right_one_is_too_late(client):
    ask_for_code(client, UserFactory().email)
    code = mailed_code()
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(5):
        client.post("/inloggen/code/", {"code": wrong})
    client.post("/inloggen/code/", {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_code_of_another_browser_is_worth_nothing(client):
    ask_for_code(client, UserFactory().email)
    code = mailed_code()
    thief = Client()
    ask_for_code(thief, "niemand@nergens.example")
    thief.post("/inloggen/code/", {"code": code})
    assert "_auth_user_id" not in thief.session


def test_logging_in_gives_a_new_session_key(client):
    ask_for_code(client, UserFactory().email)
    before = client.session.session_key
    client.post("/inloggen/code/", {"code": mailed_code()})
    assert client.session.session_key != before


@pytest.mark.parametrize("path", ["/accounts/signup/", "/signup/", "/inloggen/account/", "/beheer/password_reset/"])
def test_there_is_no_sign_up_and_no_password(client, path):
    assert client.get(path).status_code in (302, 404)
    assert User.objects.count() == 0


def test_wagtails_own_log_in_leads_to_ours(client):
    assert client.get("/beheer/").url.startswith("/inloggen/")
    response = client.get("/beheer/login/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/inloggen/")


def test_staff_without_a_second_step_set_it_up_first():
    adviser = staff("adviser")
    browser = client_of(adviser, second_step=False)
    for path in ("/beheer/", "/beheer/aanvragen/", "/mijn/", "/kennis/"):
        response = browser.get(path)
        assert (response.status_code, response.url) == (302, "/inloggen/tweede-stap/instellen/")


def test_setting_up_the_second_step_opens_the_staff_pages(client):
    adviser = staff("adviser")
    ask_for_code(client, adviser.email)
    client.post("/inloggen/code/", {"code": mailed_code()})
    page = client.get("/inloggen/tweede-stap/instellen/")
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    response = client.post("/inloggen/tweede-stap/instellen/", {"code": totp_now(secret)})
    assert response.url == "/inloggen/tweede-stap/herstelcodes/"
    assert client.get(response.url).status_code == 200
    assert client.get("/beheer/").status_code == 200


def test_staff_with_a_second_step_need_it_at_every_log_in(client):
    adviser = staff("adviser")
    secret = generate_totp_secret()
    TOTP.activate(adviser, secret)
    ask_for_code(client, adviser.email)
    assert client.post("/inloggen/code/", {"code": mailed_code()}).url == "/inloggen/tweede-stap/"
    assert client.get("/beheer/").status_code == 302
    assert client.post("/inloggen/tweede-stap/", {"code": "000000"}).status_code == 200
    assert client.post("/inloggen/tweede-stap/", {"code": totp_now(secret)}).url == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_a_session_from_before_the_second_step_is_closed():
    adviser = staff("adviser")
    browser = client_of(adviser, second_step=False)
    TOTP.activate(adviser, generate_totp_secret())
    assert Authenticator.objects.filter(user=adviser).exists()
    assert browser.get("/beheer/").url == "/inloggen/"
    assert "_auth_user_id" not in browser.session


def test_rights_are_read_anew_at_each_request():
    adviser = staff("adviser")
    browser = client_of(adviser)
    assert browser.get("/beheer/aanvragen/").status_code == 200
    adviser.groups.clear()
    assert browser.get("/beheer/aanvragen/").status_code == 302
    adviser.groups.add(Group.objects.get(name=GROUP_NAMES["adviser"]))
    assert browser.get("/beheer/aanvragen/").status_code == 200
    User.objects.filter(pk=adviser.pk).update(is_active=False)
    assert browser.get("/beheer/aanvragen/").url.startswith("/inloggen/")


def test_members_are_not_asked_for_a_second_step():
    assert client_of(member().user).get("/mijn/").status_code == 200


def test_logging_out_asks_first_and_then_does(client):
    browser = client_of(member().user)
    assert browser.get("/uitloggen/").status_code == 200
    assert browser.post("/uitloggen/").url == "/"
    assert browser.get("/mijn/").status_code == 302


@pytest.mark.parametrize(
    ("name", "parts"), [("Noor", ("Noor", "")), ("Noor van Dam", ("Noor", "van Dam")), ("  a  b ", ("a", "b"))]
)
def test_a_name_is_split_at_the_first_space(name, parts):
    assert split_name(name) == parts


def test_a_member_who_tries_a_staff_page_lands_on_their_own_and_goes_round_no_circle():
    seat = member()
    response = client_of(seat.user).get("/beheer/plannen/", follow=True)
    assert response.redirect_chain[-1][0] == "/mijn/"
    assert response.status_code == 200
