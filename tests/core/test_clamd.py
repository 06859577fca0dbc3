"""The virus scanner by its socket: only a clear yes lets a file in; everything else leaves it waiting."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from portal.core import checks, file_checks, files, jobs
from portal.core.file_checks import FileRefused, ScannerDown, clamd
from portal.core.models import PrivateFile
from tests.core import file_corpus
from tests.core.fake_clamd import ANSWERS, fake_clamd
from tests.factories import PlanFactory, PlanFileFactory, PrivateFileFactory, member, staff
from tests.people import client_of, run_jobs


@pytest.fixture
def daemon(tmp_path, settings):
    with fake_clamd(tmp_path) as daemon:
        settings.CLAMD_SOCKET = daemon.address
        yield daemon


def stored(folder: Path, data: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(data)
    return path


def waiting(data: bytes | None = None, **kwargs) -> PrivateFile:
    content = ContentFile(data or file_corpus.pdf(), name="x")
    return PrivateFileFactory(content=content, checked_at=None, **kwargs)


@pytest.mark.parametrize("over", ["unix", "tcp"])
def test_the_daemon_gets_every_byte_and_decides(tmp_path, over):
    data = bytes(range(256)) * 1000  # several pieces, the last one short
    with fake_clamd(tmp_path, over=over) as daemon:
        file_checks.scan(stored(tmp_path, data), daemon.address)
        assert daemon.seen == [data]
        daemon.manner = "found"
        with pytest.raises(FileRefused, match="virus"):
            file_checks.scan(stored(tmp_path, data), daemon.address)


@pytest.mark.parametrize("manner", [*sorted(ANSWERS.keys() - {"ok", "found"}), "hang", "hang up"])
def test_anything_but_a_clear_answer_is_not_a_yes(daemon, tmp_path, manner, monkeypatch):
    monkeypatch.setattr(clamd, "SECONDS_TO_SCAN", 0.3 if manner == "hang" else 30)
    daemon.manner = manner
    with pytest.raises(ScannerDown):
        file_checks.scan(stored(tmp_path, bytes(5_000_000)), daemon.address)


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1", "nonsense", "host:port", ":", "[::1]:x"])
def test_no_daemon_at_the_address_is_not_a_yes(tmp_path, address):
    with pytest.raises(ScannerDown):
        file_checks.scan(stored(tmp_path, b"x"), address)


@pytest.mark.django_db
def test_a_file_waits_while_the_scanner_is_away_and_comes_in_when_it_is_back(daemon):
    file = waiting()
    daemon.manner = "error"
    run_jobs()
    file.refresh_from_db()
    assert file.is_waiting
    daemon.manner = "honest"
    run_jobs()
    file.refresh_from_db()
    assert file.is_clean


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["pdf", "docx", "odt"])
def test_without_a_scanner_our_own_reading_finds_the_test_string_in_each_kind(kind, settings):
    make = {
        "pdf": lambda: file_corpus.pdf_stream(file_checks.viruses.EICAR),
        "docx": lambda: file_corpus.docx_part(file_checks.viruses.EICAR, "word/x.com"),
        "odt": lambda: file_corpus.changed(file_corpus.odt, {"Pictures/x.png": file_checks.viruses.EICAR}),
    }
    assert not settings.CLAMD_SOCKET
    file = waiting(make[kind](), kind=kind)
    run_jobs()
    file.refresh_from_db()
    assert file.refused_because == "virus"


@pytest.mark.django_db
def test_one_round_asks_a_scanner_that_is_away_once(settings, monkeypatch):
    """Otherwise two hundred waiting files would hold up everything else the timer does."""
    asked = []

    def away(path, address):
        asked.append(path)
        raise ScannerDown

    monkeypatch.setattr(file_checks, "scan", away)
    settings.CLAMD_SOCKET = "/nowhere"
    for _ in range(5):
        waiting()
    run_jobs()
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_woken_job_that_finds_no_scanner_does_not_fail(settings):
    settings.CLAMD_SOCKET = "/nowhere"
    file = waiting()
    jobs.run_job.func("core.check_file", str(file.pk))
    file.refresh_from_db()
    assert file.is_waiting


@pytest.mark.django_db
def test_files_that_wait_long_are_in_the_log_once_an_hour(caplog):
    waiting(uploaded_at=timezone.now() - timedelta(minutes=11))
    waiting()
    with caplog.at_level(logging.ERROR, "portal.files"):
        files.due_files(timezone.now())
        files.due_files(timezone.now())
    assert [r.getMessage() for r in caplog.records] == [
        "1 files wait long for their check; look at the worker and the virus scanner"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "said"), [(1, False), (11, True)])
def test_a_person_reads_when_it_takes_long(minutes, said):
    seat = member()
    plan = PlanFactory(organisation=seat.organisation)
    late = waiting(uploaded_at=timezone.now() - timedelta(minutes=minutes))
    PlanFileFactory(section=plan.sections.get(number=1), file=late)
    page = client_of(seat.user).get("/mijn/plan/onderdeel/1/").content.decode()
    assert "Wordt gecontroleerd" in page
    assert ("De controle duurt langer dan gewoon" in page) is said
    queue = client_of(staff("adviser")).get("/beheer/").content.decode()
    assert ("Er wacht 1 bestand van een lid op controle" in queue) is said


def test_the_deployment_check_says_that_nothing_scans(settings):
    assert [m.id for m in checks.members_files_are_scanned(None)] == ["portal.I001"]
    settings.CLAMD_SOCKET = "/run/clamav/clamd.ctl"
    assert checks.members_files_are_scanned(None) == []
