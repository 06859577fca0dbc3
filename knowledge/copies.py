"""Copies of an instrument under licence: the name of the organisation on every page, made in a job (law 18).

One for an organisation, a version and a file; colleagues share it. It leaves by the address of the licence alone,
where each time is noted: the door of prepared files stays closed.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from knowledge.models import InstrumentVariant, LicenceAcceptance
from portal.core.documents import prepared
from portal.core.models import PreparedFile
from portal.core.stamping import NotStamped, stamped
from portal.core.templatetags.portal import day

KIND = "knowledge.licensed_copy"


def line_of(accepted: LicenceAcceptance) -> str:
    """What stands at the foot of every page."""
    facts = {"name": accepted.organisation, "title": accepted.title, "number": accepted.number}
    words = _("Alleen voor %(name)s. %(title)s, versie %(number)s. Akkoord op %(day)s.")
    return words % (facts | {"day": day(accepted.accepted_at)})


def subject_of(accepted: LicenceAcceptance, variant: InstrumentVariant) -> str:
    """Another name of the organisation or another file is another copy: never a stale one."""
    source = variant.document.file.name if variant.document else ""
    digest = hashlib.sha256(f"{line_of(accepted)}\n{source}".encode()).hexdigest()
    return f"licensed:{accepted.pk}:{variant.pk}:{digest[:16]}"


def copy_of(accepted: LicenceAcceptance, variant: InstrumentVariant) -> PreparedFile | None:
    """Being made, ready or failed; None when nobody asked, or a week went by."""
    return prepared.latest(KIND, subject=subject_of(accepted, variant))


def copies_of(accepted: LicenceAcceptance, variants: Iterable[InstrumentVariant]) -> dict[int, PreparedFile]:
    """The same for all variants, in one query, by the key of the variant."""
    subjects = {subject_of(accepted, variant): variant.pk for variant in variants}
    return {subjects[subject]: found for subject, found in prepared.latest_of(KIND, subjects).items()}


def ask_for_copy(
    accepted: LicenceAcceptance, variant: InstrumentVariant, *, by, at: datetime | None = None
) -> PreparedFile:
    return prepared.ask_for(KIND, subject=subject_of(accepted, variant), by=by, at=at)


def make_copy(subject: str, at: datetime) -> prepared.Made:
    """Raises NotStamped when the file is no PDF, or is another one than was asked for."""
    _kind, accepted_pk, variant_pk, _digest = subject.split(":")
    accepted = LicenceAcceptance.objects.select_related("organisation").get(pk=accepted_pk)
    variant = InstrumentVariant.objects.select_related("document").get(pk=variant_pk)
    if variant.document is None or subject_of(accepted, variant) != subject:
        raise NotStamped("the file or the name changed since")
    content = stamped(Path(variant.document.file.path), line_of(accepted))
    return prepared.Made(variant.document.filename, "pdf", content)


def may_open_copy(user, subject: str) -> bool:
    return False


prepared.register(KIND, make_copy, may_open=may_open_copy, is_quick=True)
