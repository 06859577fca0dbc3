"""Messages of a round go to the contacts of an organisation, or its admins where nobody has that duty."""

from collections import defaultdict
from datetime import datetime

from django.utils import timezone

from membership.models import Duty, Seat
from portal.accounts.models import User
from portal.core import notifications
from surveys.models import Participation


def subject_of(participation: Participation) -> str:
    return f"participation:{participation.pk}"


def contacts_of(participations: list[Participation], at: datetime) -> dict[int, list[User]]:
    """By organisation: contacts, else admins, with an open account."""
    seats = Seat.objects.current(timezone.localdate(at)).filter(
        organisation__in=[p.organisation_id for p in participations], user__is_active=True
    )
    contacts, admins = defaultdict(list), defaultdict(list)
    for seat in seats.select_related("user").order_by("pk"):
        if Duty.CONTACT in seat.duties:
            contacts[seat.organisation_id].append(seat.user)
        if seat.is_admin:
            admins[seat.organisation_id].append(seat.user)
    return {pk: contacts.get(pk) or admins.get(pk, []) for pk in {p.organisation_id for p in participations}}


def tell_contacts(kind: str, participations: list[Participation], *, at: datetime, **context: str) -> None:
    people = contacts_of(participations, at)
    for participation in participations:
        tell(kind, participation, people[participation.organisation_id], at=at, **context)


def tell(
    kind: str, participation: Participation, people: list[User], *, at: datetime, key: str = "", **context
) -> None:
    """`key`: what makes it another message when the same kind is sent again."""
    for person in people:
        notifications.notify(
            kind,
            to=person,
            key=f"{kind}:{participation.pk}:{person.pk}:{key}",
            subject=subject_of(participation),
            context={
                "year": participation.round.year,
                "title": participation.round.title,
                "organisation": participation.organisation.name,
                **context,
            },
            at=at,
        )


def settle(participation: Participation, *, at: datetime) -> None:
    notifications.settle(subject_of(participation), at=at)
