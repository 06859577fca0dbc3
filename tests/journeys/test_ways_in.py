"""Passkeys in a real browser, with an authenticator that the browser plays itself (WebAuthn over CDP)."""

import pytest
from allauth.mfa.models import Authenticator

from tests.factories import member, staff
from tests.journeys.conftest import with_second_step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_a_finger(person, *, verified: bool = True) -> None:
    """Give this browser a device that opens with a finger."""
    session = person.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verified,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_member_makes_a_passkey_and_logs_in_with_it(somebody):
    seat = member()
    noor = somebody()
    with_a_finger(noor)
    noor.logs_in(seat.user.email)
    noor.goes_to("/mijn/gegevens/")
    noor.follows("Ander adres, passkey of apparaten")
    noor.is_not_hindered()
    noor.follows("Maak een passkey")
    noor.is_not_hindered()
    noor.types("Naam van dit apparaat", "Laptop van het werk")
    noor.presses("Maak de passkey")
    noor.reads("Uw passkey werkt.")
    noor.reads("Passkey: Laptop van het werk")
    noor.goes_to("/uitloggen/")
    noor.presses("Log uit")
    noor.goes_to("/inloggen/?next=/mijn/collegas/")
    noor.is_not_hindered()
    noor.presses("Gebruik mijn passkey")
    noor.page.wait_for_url(f"{noor.portal}/mijn/collegas/")
    assert Authenticator.objects.get(type="webauthn").last_used_at


def test_staff_take_their_second_step_with_a_passkey(somebody):
    adviser = staff("adviser")
    secret = with_second_step(adviser)
    sara = somebody()
    with_a_finger(sara)
    sara.logs_in(adviser.email, secret=secret)
    sara.goes_to("/mijn/inloggen/")
    sara.follows("Maak een passkey")
    sara.presses("Maak de passkey")
    sara.page.wait_for_url("**/herstelcodes/")
    sara.follows("Ik heb ze bewaard")
    sara.context.clear_cookies()
    sara.logs_in_half_way(adviser.email)
    sara.is_not_hindered()
    sara.presses("Gebruik mijn passkey")
    sara.page.wait_for_url("**/beheer/")


def test_a_finger_that_is_not_recognised_leaves_the_code(somebody):
    noor = somebody()
    with_a_finger(noor, verified=False)
    noor.goes_to("/inloggen/")
    noor.presses("Gebruik mijn passkey")
    noor.reads("Dit is niet gelukt.")
    noor.reads("Stuur mij een code")


def test_without_javascript_there_is_no_button_that_does_nothing(somebody):
    noor = somebody(javascript=False)
    noor.goes_to("/inloggen/")
    assert not noor.page.get_by_role("button", name="Gebruik mijn passkey").is_visible()
