"""An organisation agrees to the terms of an instrument, and takes its files along."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from knowledge.copies import ask_for_copy
from knowledge.licensing import licence_of, may_accept, standing_of
from knowledge.models import InstrumentPage, InstrumentVariant, LicenceAcceptance, LicenceSettings, LicensedDownload
from membership.models import Organisation, Seat
from portal.accounts.models import User
from portal.core import audit


class NoLicence(Exception):
    """There is nothing to agree to: no text, no live page, or no licence asked."""


class LicenceChanged(Exception):
    """The text is another one than was read."""


class MayNotAccept(Exception):
    """This seat does not have the duty, or is closed."""


class NotEntitled(Exception):
    """The organisation is no member, or of a lower level than the page."""


class NoValidLicence(Exception):
    """No organisation of this person agreed to this version, or none of those is a member now."""


@transaction.atomic
def accept_licence(
    page: InstrumentPage, *, seat: Seat, digest: str, by: User, at: datetime | None = None
) -> LicenceAcceptance:
    """For the whole organisation of this seat. `digest`: of the text that was read. Agreeing again changes nothing.

    The files with its name are made at once, so that they are ready when somebody wants them.
    Raises NoLicence, LicenceChanged, MayNotAccept and NotEntitled.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    Organisation.objects.select_for_update().get(pk=seat.organisation_id)
    page = InstrumentPage.objects.live().filter(pk=page.pk, needs_licence=True).first()
    licence = licence_of(page) if page else None
    if page is None or licence is None:
        raise NoLicence
    if licence.digest != digest:
        raise LicenceChanged
    current = Seat.objects.current(day).with_level(day).filter(pk=seat.pk, user=by).first()
    if current is None or not may_accept(current):
        raise MayNotAccept
    if (current.level or 0) < licence.level:
        raise NotEntitled
    accepted, new = LicenceAcceptance.objects.get_or_create(
        page=page,
        organisation_id=current.organisation_id,
        digest=digest,
        defaults={
            "title": page.title,
            "number": licence.number,
            "text": licence.text,
            "accepted_at": at,
            "accepted_by": by,
        },
    )
    if new:
        audit.record("licence.accepted", accepted, by=by, at=at, page=page.pk, organisation=current.organisation_id)
        for variant in page.variants.exclude(document=None).select_related("document"):
            ask_for_copy(accepted, variant, by=by, at=at)
    return accepted


@transaction.atomic
def take_along(
    variant: InstrumentVariant, *, seat: Seat | None = None, by: User, at: datetime | None = None
) -> LicensedDownload:
    """Note that somebody takes this file along. Raises NoValidLicence: then nothing may be handed over.

    No audit row: its own row says who and when, and is forgotten in time.

    `seat`: for which organisation, where several agreed. Membership is asked again, in this transaction.
    """
    at = at or timezone.now()
    by = User.objects.get(pk=by.pk)  # without the seats that the request remembers
    page = InstrumentPage.objects.live().filter(pk=variant.page_id, needs_licence=True).first()
    accepted = standing_of(by, page, seat).acceptance if page else None
    if accepted is None:
        raise NoValidLicence
    return LicensedDownload.objects.create(acceptance=accepted, variant=variant.name, at=at, by=by)


@transaction.atomic
def forget_downloads(*, at: datetime) -> int:
    """Forget who took what along, after the months that the operator chose; how often stays counted.

    Returns how many were forgotten.
    """
    past = LicensedDownload.objects.filter(at__lt=LicenceSettings.now().forgets_before(at))
    rows = list(past.select_for_update().order_by("pk").values_list("pk", "acceptance"))
    for acceptance, times in Counter(acceptance for _pk, acceptance in rows).items():
        LicenceAcceptance.objects.filter(pk=acceptance).update(forgotten=F("forgotten") + times)
    LicensedDownload.objects.filter(pk__in=[pk for pk, _acceptance in rows]).delete()
    return len(rows)
