"""What organisations tell of themselves, and questions that reach them without showing an address."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from membership.models import Duty, Organisation, Profile, RelayedMessage, Role, Seat
from membership.models.profiles import MESSAGE_WAITS
from membership.operations.organisations import profile_of, show_in_network
from portal.accounts.models import User
from portal.core import audit, links, notifications

LINK = "send_message"
KEEP_SENT = timedelta(days=30)  # only that it was sent, so that the link can say so


class NobodyToReach(Exception):
    """The organisation takes no messages (any more): it does not show a contact, is no member, or has nobody."""


class MessageGone(Exception):
    """It was forgotten: nobody confirmed it in time."""


class AlreadyHidden(Exception):
    """Somebody took this profile down before: `profile` says who and when."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile


@transaction.atomic
def save_profile(organisation: Organisation, *, by, at: datetime | None = None, **facts) -> Profile:
    """Write what is told and what of it is shown; only real changes are kept. What is empty is never shown.

    `facts`: the fields of Profile and `shows_…` of each. A profile that staff took down stays down.
    """
    at = at or timezone.now()
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    profile = profile_of(organisation) or Profile(organisation=organisation, changed_at=at)
    for name in Profile.FIELDS:
        facts[f"shows_{name}"] = bool(facts[f"shows_{name}"] and facts[name])
    changed = [name for name, value in facts.items() if getattr(profile, name) != value]
    if not changed and profile.pk:
        return profile
    for name, value in facts.items():
        setattr(profile, name, value)
    profile.changed_at = at
    profile.save()
    audit.record("profile.changed", organisation, by=by, at=at, fields=changed)
    show_in_network(organisation)
    return profile


@transaction.atomic
def hide_profile(profile: Profile, *, reason: str, by, at: datetime | None = None) -> Profile:
    """Take everything of it off the site; the organisation's admins read why in the mail of the day.

    The same person again changes nothing. Raises AlreadyHidden.
    """
    at = at or timezone.now()
    profile = _locked(profile)
    if profile.hidden_at:
        if profile.hidden_by_id == getattr(by, "pk", None):
            return profile
        raise AlreadyHidden(profile)
    profile.hidden_at, profile.hidden_by, profile.hidden_because = at, by, reason.strip()
    profile.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    audit.record("profile.hidden", profile.organisation, by=by, at=at)
    admins = Seat.objects.current().admins().filter(organisation=profile.organisation, user__is_active=True)
    for seat in admins.select_related("user"):
        notifications.notify(
            "profile_hidden",
            to=seat.user,
            key=f"profile_hidden:{profile.pk}:{at.isoformat()}:{seat.user_id}",
            context={"organisation": profile.organisation.name, "reason": profile.hidden_because},
            at=at,
        )
    show_in_network(profile.organisation)
    return profile


@transaction.atomic
def restore_profile(profile: Profile, *, by, at: datetime | None = None) -> Profile:
    """Show again what the organisation chose. Again changes nothing."""
    at = at or timezone.now()
    profile = _locked(profile)
    if profile.hidden_at is None:
        return profile
    profile.hidden_at, profile.hidden_by, profile.hidden_because = None, None, ""
    profile.save(update_fields=["hidden_at", "hidden_by", "hidden_because"])
    audit.record("profile.restored", profile.organisation, by=by, at=at)
    show_in_network(profile.organisation)
    return profile


def _locked(profile: Profile) -> Profile:
    people = Profile.objects.select_for_update(of=("self",)).select_related("organisation", "hidden_by")
    return people.get(pk=profile.pk)


# --- Messages --------------------------------------------------------------------------------------------------


def receivers_of(organisation: Organisation) -> list[User]:
    """Who gets a message. Nobody of an organisation that takes none."""
    profile = profile_of(organisation)
    if profile is None or not profile.shows("contact_role") or organisation.current_term() is None:
        return []
    return contacts_of(organisation)


def contacts_of(organisation: Organisation) -> list[User]:
    """The contact persons, or else the admins, as far as their account is open."""
    wanted = Q(duties__contains=[Duty.CONTACT]) | Q(role=Role.ADMIN)
    seats = Seat.objects.current().filter(wanted, organisation=organisation, user__is_active=True)
    found = list(seats.select_related("user").order_by("pk"))
    contacts = [seat.user for seat in found if Duty.CONTACT in seat.duties]
    return contacts or [seat.user for seat in found]


@transaction.atomic
def write_message(
    organisation: Organisation, *, form_key: uuid.UUID, name: str, email: str, text: str, at: datetime | None = None
) -> RelayedMessage:
    """Somebody outside asks something. Nothing goes to the organisation before they use the mailed link.

    The same form sent twice is one message and one mail. Raises NobodyToReach.
    """
    at = at or timezone.now()
    if not receivers_of(organisation):
        raise NobodyToReach
    facts = {"name": " ".join(name.split()), "email": email.strip().lower(), "text": text.strip()}
    message, created = RelayedMessage.objects.get_or_create(
        form_key=form_key, defaults={"organisation": organisation, "written_at": at, **facts}
    )
    if created:
        audit.record("message.written", organisation, by=None, at=at, message=message.pk)
        notifications.notify(
            "message_confirm",
            to=message.email,
            key=f"message_confirm:{message.pk}",
            subject=_subject(message),
            context={"message": message.pk, "organisation": organisation.name},
            at=at,
        )
    return message


@transaction.atomic
def send_message(message: RelayedMessage, *, at: datetime | None = None) -> RelayedMessage:
    """The link was used: the words go to the contact persons, with the address to answer to, and leave our tables.

    Sending again changes nothing. Raises MessageGone and NobodyToReach.
    """
    at = at or timezone.now()
    found = RelayedMessage.objects.select_for_update(of=("self",)).select_related("organisation")
    present = found.filter(pk=message.pk).first()
    if present is None:
        raise MessageGone
    if present.sent_at:
        return present
    receivers = receivers_of(present.organisation)
    if not receivers:
        raise NobodyToReach
    context = {"name": present.name, "email": present.email, "text": present.text}
    for user in receivers:
        notifications.notify(
            "relayed_message",
            to=user,
            key=f"relayed_message:{present.pk}:{user.pk}",
            context=context | {"organisation": present.organisation.name},
            at=at,
        )
    present.name = present.email = present.text = ""
    present.sent_at = at
    present.save(update_fields=["name", "email", "text", "sent_at"])
    audit.record("message.relayed", present.organisation, by=None, at=at, message=present.pk)
    return present


@transaction.atomic
def forget_messages(*, at: datetime) -> int:
    """Delete what nobody confirmed in three days, and the marks of what was sent a month ago. Returns how many."""
    old = RelayedMessage.objects.filter(
        Q(sent_at=None, written_at__lt=at - MESSAGE_WAITS) | Q(sent_at__lt=at - KEEP_SENT)
    )
    forgotten = list(old.select_for_update().order_by("pk"))
    links.forget(LINK, [message.pk for message in forgotten])
    for message in forgotten:
        notifications.forget(_subject(message))
        message.delete()
    return len(forgotten)


def _subject(message: RelayedMessage) -> str:
    return f"message:{message.pk}"
