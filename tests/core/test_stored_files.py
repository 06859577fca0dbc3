"""Room, faults of the disk, and what becomes of bytes: nothing half, no row without bytes, no bytes without row."""

import errno
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.models import Plan, PlanFile
from portal.core import files
from portal.core.models import OperatorSettings, PrivateFile
from portal.core.models.files import PrivateStorage
from tests.core import file_corpus
from tests.factories import PlanFactory, PlanFileFactory, PrivateFileFactory, member
from tests.people import client_of, run_jobs
from tests.proof.faults import Killed, killed_before, together

SECTION = "/mijn/plan/onderdeel/1/"


def upload(extra: bytes = b"", name: str = "plan.pdf") -> SimpleUploadedFile:
    """A good PDF; `extra` makes its bytes differ from the others."""
    return SimpleUploadedFile(name, file_corpus.pdf() + b"\n" + extra)


def limit(**values) -> None:
    OperatorSettings.objects.update_or_create(pk=OperatorSettings.load().pk, defaults=values)


def on_disk(settings) -> list[Path]:
    return [path for path in Path(settings.PRIVATE_ROOT).glob("*/*") if path.is_file()]


@pytest.fixture
def seat(db):
    seat = member()
    PlanFactory(organisation=seat.organisation)
    return seat


# --- Room ---------------------------------------------------------------------------------------------------


def test_an_organisation_has_room_to_a_limit_and_reads_how_much_it_uses(seat):
    limit(megabytes_per_organisation=10)
    owner = f"organisation:{seat.organisation_id}"
    PrivateFileFactory(owner=owner, size=6_000_000)
    PrivateFileFactory(owner=owner, size=3_999_000, checked_at=timezone.now(), refused_because="macro")
    PrivateFileFactory(owner="organisation:0", size=9_000_000)
    browser = client_of(seat.user)
    assert "MB in gebruik" not in browser.get(SECTION).content.decode()
    response = browser.post(f"{SECTION}bestand/", {"upload": upload()})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Er is 10,0 MB van 10,0 MB in gebruik." in page
    assert "bel ons" in page
    limit(megabytes_per_organisation=11)
    assert browser.post(f"{SECTION}bestand/", {"upload": upload()}).status_code == 302
    assert PlanFile.objects.get().file.owner == owner


def test_files_of_an_hour_are_counted_also_when_taken_away(seat):
    limit(uploads_per_hour=3)
    browser = client_of(seat.user)
    for n in range(3):
        assert browser.post(f"{SECTION}bestand/", {"upload": upload(b"%d" % n)}).status_code == 302
        operations.remove_file(PlanFile.objects.latest("pk"), by=seat.user)
    response = browser.post(f"{SECTION}bestand/", {"upload": upload(b"4")})
    assert response.status_code == 422
    assert "Wacht een uur" in response.content.decode()
    PrivateFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=1))
    assert browser.post(f"{SECTION}bestand/", {"upload": upload(b"4")}).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limits", [{"uploads_per_hour": 3}, {"megabytes_per_organisation": 0}], ids=["hour", "bytes"])
def test_parallel_uploads_cannot_pass_a_limit_together(settings, limits):
    """Straight into `receive`, without the lock on a plan: the owner's own lock must hold."""
    owner, size = "organisation:1", upload(b"0").size
    if "megabytes_per_organisation" in limits:
        limits = {"megabytes_per_organisation": 1}
        PrivateFileFactory(owner=owner, size=1_000_000 - 3 * size)
    limit(**limits)
    before = PrivateFile.objects.count()

    def send(n: int):
        with transaction.atomic():
            return files.receive(upload(b"%d" % n), room="x", owner=owner, by=None, at=timezone.now())

    results = together(*[lambda n=n: send(n) for n in range(8)])
    refused = [r for r in results if isinstance(r, files.QuotaReached | files.TooManyThisHour)]
    assert (PrivateFile.objects.count() - before, len(refused)) == (3, 5)


# --- The disk -----------------------------------------------------------------------------------------------


def breaking_off(error: int, after: int = 1):
    """A disk on which `after` pieces of a file fit."""

    def save(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(b"half" * after)
        raise OSError(error, "the disk")

    return patch.object(PrivateStorage, "_save", save)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_gives_a_page_in_words_and_nothing_half(seat, settings, error):
    browser = client_of(seat.user)
    with breaking_off(error):
        response = browser.post(f"{SECTION}bestand/", {"upload": upload()})
    assert response.status_code == 507
    assert "Dat ligt aan ons" in response.content.decode()
    assert not PrivateFile.objects.exists()
    assert on_disk(settings) == []
    assert browser.post(f"{SECTION}bestand/", {"upload": upload()}).status_code == 302


def test_a_disk_that_fails_while_the_request_is_read_gives_a_page_in_words(seat, settings):
    """Large uploads go to a temporary file before any view of ours is asked."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    browser = Client(raise_request_exception=False)
    browser.force_login(seat.user, backend="portal.accounts.backends.AccountBackend")
    with patch.object(TemporaryUploadedFile, "__init__", side_effect=OSError(errno.ENOSPC, "the disk")):
        response = browser.post(f"{SECTION}bestand/", {"upload": upload()})
    assert response.status_code == 507
    assert "Wij kunnen nu niets bewaren" in response.content.decode()


def test_bytes_of_a_transaction_that_is_rolled_back_are_swept_away(seat, settings):
    with transaction.atomic():
        files.receive(upload(), room="x", owner="x", by=None, at=timezone.now())
        transaction.set_rollback(True)
    assert not PrivateFile.objects.exists()
    assert len(on_disk(settings)) == 1
    files.sweep_orphans(at=timezone.now() + timedelta(days=2))
    assert on_disk(settings) == []


@pytest.mark.django_db
def test_rows_whose_bytes_are_gone_say_so(settings):
    gone, kept = PrivateFileFactory(checked_at=None), PrivateFileFactory()
    Path(gone.content.path).unlink()
    later = timezone.now() + timedelta(days=2)
    files.sweep_orphans(at=later)
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.refused_because, gone.is_waiting, kept.is_clean) == ("lost", False, True)
    Path(kept.content.path).unlink()
    files.sweep_orphans(at=later)
    kept.refresh_from_db()
    assert kept.is_clean, "not one file is there: the disk is away, the files are not lost"


@pytest.mark.django_db
def test_lost_bytes_are_a_page_that_is_not_there(seat):
    plan_file = PlanFileFactory(section=Plan.objects.get().sections.get(number=1))
    Path(plan_file.file.content.path).unlink()
    assert client_of(seat.user).get(f"/bestanden/{plan_file.file_id}/").status_code == 404


# --- What becomes of bytes ------------------------------------------------------------------------------------


def test_refused_bytes_go_after_a_week_and_the_reason_stays(seat, settings, django_capture_on_commit_callbacks):
    refused = PrivateFileFactory(refused_because="macro")
    clean = PrivateFileFactory()
    with django_capture_on_commit_callbacks(execute=True):
        assert files.forget_refused_bytes(at=timezone.now() + timedelta(days=6)) == 0
        assert files.forget_refused_bytes(at=timezone.now() + timedelta(days=8)) == 1
        assert files.forget_refused_bytes(at=timezone.now() + timedelta(days=8)) == 0
    refused.refresh_from_db()
    assert (refused.content.name, refused.refused_because) == ("", "macro")
    assert on_disk(settings) == [Path(clean.content.path)]


@pytest.mark.django_db(transaction=True)
def test_a_check_killed_between_any_two_steps_is_done_again():
    file = PrivateFileFactory(content=ContentFile(file_corpus.pdf(), name="x"), checked_at=None)
    step = 0
    while True:
        step += 1
        try:
            with connection.execute_wrapper(killed_before(step)):
                files.check_file(str(file.pk))
        except Killed:
            connection.close()
            file.refresh_from_db()
            assert file.is_waiting
            continue
        break
    file.refresh_from_db()
    assert file.is_clean
    assert step >= 3


@pytest.mark.django_db
def test_a_checker_that_breaks_leaves_the_file_waiting():
    file = PrivateFileFactory(checked_at=None)
    with patch("portal.core.file_checks.deep_check_isolated", side_effect=RuntimeError):
        run_jobs()
    file.refresh_from_db()
    assert file.is_waiting
