"""Everybody there is, for the walker: who they are and what they may open."""

from django.test import Client

from membership import operations
from tests.factories import UserFactory, member, staff
from tests.people import client_of

ROLES = (
    "visitor",
    "nobody",  # an account without any seat
    "former",  # had a seat until today
    "professional",
    "admin",
    "admin of another",
    "level 2",
    "adviser",
    "decider",
    "finance",
    "editor",
    "superuser",
)
MEMBERS = {"professional", "admin", "admin of another", "level 2"}
STAFF = {"adviser", "decider", "finance", "editor", "superuser"}


def cast(seat) -> dict[str, Client]:
    """A browser for each role; `seat` is the admin's of the organisation everything belongs to."""
    organisation = seat.organisation
    professional = operations.open_seat(organisation, user=UserFactory(), role="professional", by=seat.user)
    former = operations.open_seat(organisation, user=UserFactory(), role="professional", by=seat.user)
    operations.end_seat(former, by=seat.user)
    people = {
        "nobody": UserFactory(),
        "former": former.user,
        "professional": professional.user,
        "admin": seat.user,
        "admin of another": member().user,
        "level 2": member(2).user,
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        **{role: staff(role) for role in ("adviser", "decider", "finance", "editor")},
    }
    return {"visitor": Client()} | {role: client_of(user) for role, user in people.items()}
