"""Everybody there is, for the walls: who they are and in what browser they come."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from tests.people import client_of

A_ADMIN = {"admin", "admin of long ago"}
OWN = A_ADMIN | {"professional", "plan writer"}  # of organisation A, to which everything in the middle belongs
MEMBERS = OWN | {"admin of another", "level 2"}
READERS = {"adviser", "decider", "superuser"}
STAFF = READERS | {"finance", "editor"}
EDITORS = {"editor", "superuser"}
SHARED = {"shared with"}  # from outside: may write along in the plan of organisation A
NO_SEAT = {"nobody", "former", "other group"} | SHARED
LOGGED_IN = MEMBERS | STAFF | NO_SEAT
ROLES = (
    "visitor",
    "applicant",  # no account; an application that was not sent yet runs in this browser
    "interest",  # no account; showed interest, and holds the mailed link to what we keep of them
    "nobody",  # an account without any seat
    "former",  # had a seat until today
    "shared with",  # somebody from outside who writes along in the plan
    "professional",
    "plan writer",
    "admin",
    "admin of long ago",  # the same admin, in a browser that logged in yesterday
    "admin of another",
    "level 2",
    "adviser",
    "decider",
    "finance",
    "editor",
    "superuser",
    "other group",  # may enter /beheer/ by a group that is none of ours, and nothing more
    "half a decider",  # has a second step and did not take it
)
ALL = set(ROLES)
OUTSIDE = ALL - STAFF  # nobody of these sees anything of /beheer/


def browsers(people: dict, *, admission) -> dict[str, Client]:
    """A browser for each role; `people` are those with an account."""
    applicant = Client()
    session = applicant.session
    session["admission"] = admission.pk
    session.save()
    found = {"visitor": Client(), "applicant": applicant, "interest": Client()}
    found |= {role: client_of(user) for role, user in people.items()}
    found["other group"] = client_of(people["other group"], second_step=True)
    found["half a decider"] = client_of(people["decider"], second_step=False)
    found["admin of long ago"] = logged_in_yesterday(client_of(people["admin"]))
    for browser in found.values():
        browser.raise_request_exception = False
    return found


def logged_in_yesterday(browser: Client) -> Client:
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time() - 24 * 3600}]
    session.save()
    return browser
