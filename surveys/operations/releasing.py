"""From answers to outcomes: asked for by staff, made and tested in a job, put online once and for all."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from portal.core import audit
from portal.core.page_cache import public_changed
from surveys.microdata import policy_of, round_of
from surveys.models import Participation, Release
from surveys.operations.finding import show_release
from surveys.operations.opening import lock_round
from surveys.operations.refusals import NotMade, ReleaseOut, RoundOpen
from surveys.operations.telling import tell_contacts

logger = logging.getLogger("portal.surveys")


@transaction.atomic
def ask_release(found, *, by, at: datetime | None = None) -> Release:
    """Have the outcomes made of what was sent in. The next sweep of jobs takes it up, behind no log-in code;
    until they are online staff may ask again.

    Raises RoundOpen, and ReleaseOut when they are online.
    """
    at = at or timezone.now()
    found = lock_round(found.pk)
    if not found.is_closed:
        raise RoundOpen
    release = Release.objects.select_for_update().filter(round=found).first()
    if release and release.is_published:
        raise ReleaseOut
    if release and release.is_waiting:
        return release
    release, _created = Release.objects.update_or_create(
        round=found, defaults={**AGAIN, "asked_at": at, "asked_by": by}
    )
    audit.record("survey.release_asked", found, by=by, at=at)
    return release


AGAIN = {
    "done": 0,
    "total": 0,
    "failed_at": None,
    "made_at": None,
    "content": "",
    "sha256": "",
    "certificate": "",
}


def make_release(pk: int, *, publish: Callable, at: datetime | None = None) -> None:
    """Make and test the outcomes. Nobody else makes them meanwhile; if we are killed, the next round begins again.

    `publish(round, policy, on_progress=)` returns the release's bytes, its hash and the certificate: it brings what
    only a job may load. The answers are read once, at the beginning: the round is closed, nothing is added to them.
    """
    with connection.cursor() as cursor:  # held by this connection until it ends: a killed worker lets go
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [f"surveys.release:{pk}"])
        if not cursor.fetchone()[0]:
            return
    try:
        release = Release.objects.select_related("round").filter(pk=pk, made_at=None, failed_at=None).first()
        if release is not None:
            _make(release, publish, at)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [f"surveys.release:{pk}"])


def _make(release: Release, publish: Callable, at: datetime | None) -> None:
    def progress(done: int, total: int) -> None:
        Release.objects.filter(pk=release.pk, made_at=None).update(done=done, total=total)

    asked_at = release.asked_at
    try:
        content, digest, certificate = publish(round_of(release.round), policy_of(release.round), on_progress=progress)
    except Exception:
        logger.exception("the outcomes of round %s could not be made", release.round_id)
        Release.objects.filter(pk=release.pk, made_at=None).update(failed_at=at or timezone.now())
        return
    with transaction.atomic():
        current = Release.objects.select_for_update().get(pk=release.pk)
        if current.is_made or current.asked_at != asked_at:
            return
        current.made_at = at or timezone.now()
        current.content, current.sha256, current.certificate = content.decode(), digest, certificate
        current.save(update_fields=["made_at", "content", "sha256", "certificate"])
        audit.record("survey.release_made", current.round, by=None, at=current.made_at, sha256=digest)


def releases_to_make(at: datetime) -> list[int]:
    return list(Release.objects.filter(made_at=None, failed_at=None).order_by("asked_at").values_list("pk", flat=True))


@transaction.atomic
def publish_release(release: Release, *, is_public: bool, sha256: str, by, at: datetime | None = None) -> Release:
    """Put the outcomes online, for good. `sha256`: of what staff looked at.

    Publishing the same again changes nothing. Raises NotMade, also when other outcomes were made since, and ReleaseOut.
    """
    at = at or timezone.now()
    release = Release.objects.select_for_update(of=("self",)).select_related("round").get(pk=release.pk)
    if not release.is_made or release.sha256 != sha256:
        raise NotMade
    if release.is_published:
        if release.is_public == is_public:
            return release
        raise ReleaseOut
    release.is_public, release.published_at, release.published_by = is_public, at, by
    release.save(update_fields=["is_public", "published_at", "published_by"])
    show_release(release)
    participations = list(Participation.objects.filter(round=release.round).select_related("organisation", "round"))
    tell_contacts("survey_results", participations, at=at)
    audit.record("survey.published", release.round, by=by, at=at, sha256=release.sha256, public=is_public)
    public_changed()
    return release


@transaction.atomic
def record_export(found, *, kind: str, by, at: datetime | None = None) -> None:
    """Who took every answer along, and when."""
    audit.record("survey.answers_exported", found, by=by, at=at or timezone.now(), kind=kind)
