import email
import email.utils
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from implementation_plans import operations
from implementation_plans.models import PlanFile
from portal.core import files
from portal.core.models import PrivateFile
from portal.core.models.files import PrivateStorage
from tests.core import file_corpus
from tests.factories import (
    PlanFactory,
    PlanFileFactory,
    PrivateFileFactory,
    member,
    staff,
    submitted,
)
from tests.people import client_of, run_jobs
from tests.proof.road import addresses
from tests.proof.road.world import World
from tests.proof.roles import OWN, READERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return member()


@pytest.fixture
def plan_file(seat):
    plan = PlanFactory(organisation=seat.organisation)
    return PlanFileFactory(section=plan.sections.get(number=1))


def address(plan_file) -> str:
    return f"/bestanden/{plan_file.file_id}/"


def test_a_colleague_gets_the_file_handed_over_and_never_shown(seat, plan_file):
    response = client_of(seat.user).get(address(plan_file))
    assert response.status_code == 200
    assert response.headers["Content-Disposition"] == 'attachment; filename="Afspraken.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content) == b"%PDF-1.7 inhoud"


WITHOUT_ACCOUNT = {"visitor", "applicant", "interest", "half a decider"}
NOT_CLEAN = [{"checked_at": None}, {"refused_because": "macro"}]


def test_nobody_opens_a_file_that_is_not_clean(settings):
    """Not its uploader, no reader, no superuser, in whatever way it is asked, and handed over by whom."""
    world = World()
    for change, prefix in product(NOT_CLEAN, ("", "/intern/")):
        settings.PRIVATE_ACCEL_PREFIX = prefix
        with changed(world.plan_file.file, uploaded_by=world.seat.user, **change) as file:
            for (role, browser), headers in product(world.browsers.items(), ({}, {"range": "bytes=0-10"})):
                response = browser.get(f"/bestanden/{file.pk}/", headers=headers)
                assert response.status_code == (302 if role in WITHOUT_ACCOUNT else 404), (role, change, prefix)
                assert "X-Accel-Redirect" not in response.headers


def test_the_name_of_a_file_that_is_not_clean_is_shown_to_its_own_organisation_only():
    world = World()
    kwargs = addresses.arguments(world)
    names = [name for name in addresses.SEEN_BY if name.startswith(("plans", "home"))]
    for change in NOT_CLEAN:
        shown_to = set()
        with changed(world.plan_file.file, name="Kanariegeel.pdf", **change):
            for name, (role, browser) in product(names, world.browsers.items()):
                response = browser.get(addresses.address(name, kwargs))
                if not response.streaming and b"Kanariegeel" in response.content:
                    shown_to.add(role)
        assert shown_to - OWN - READERS == set(), f"{change}: readers see the files of a version that was submitted"
        assert shown_to >= OWN - {"admin of long ago"}, f"{change}: the same person as the admin"


@contextmanager
def changed(file: PrivateFile, **facts):
    """So, and as it was afterwards."""
    with transaction.atomic():
        PrivateFile.objects.filter(pk=file.pk).update(**facts)
        yield file
        transaction.set_rollback(True)


def test_strangers_get_404_and_visitors_the_log_in_page(plan_file):
    assert client_of(member().user).get(address(plan_file)).status_code == 404
    assert Client().get(address(plan_file)).status_code == 302


@pytest.mark.parametrize(
    ("role", "before", "after"),
    [("adviser", 404, 200), ("decider", 404, 200), ("finance", 404, 404), ("editor", 404, 404)],
)
def test_staff_open_files_only_of_submitted_versions_and_only_readers(seat, plan_file, role, before, after):
    reader = client_of(staff(role))
    assert reader.get(address(plan_file)).status_code == before
    submitted(plan_file.section.plan, seat.user)
    assert reader.get(address(plan_file)).status_code == after


def test_a_closed_seat_closes_its_files_at_the_next_request(seat, plan_file):
    browser = client_of(seat.user)
    assert browser.get(address(plan_file)).status_code == 200
    type(seat).objects.filter(pk=seat.pk).update(until=timezone.localdate())
    assert browser.get(address(plan_file)).status_code == 404


ODD_NAMES = [
    'Ons "plan"; x=y.pdf',
    "Één plan – 50%.pdf",
    "plan\\..\\x.pdf",
    "%00%0d%0aSet-Cookie.pdf",
    "计划.pdf",
    "-rf.pdf",
    ";.pdf",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_both_ways_to_hand_over_say_the_same_of_a_file(seat, plan_file, name, settings):
    PrivateFile.objects.filter(pk=plan_file.file_id).update(name=name)
    said, statuses = [], []
    for prefix in ("", "/intern/"):
        settings.PRIVATE_ACCEL_PREFIX = prefix
        for headers in ({}, {"range": "bytes=0-3"}):
            response = client_of(seat.user).get(address(plan_file), headers=headers)
            said.append({k: v for k, v in response.headers.items() if k in SAID})
            statuses.append(response.status_code)
    assert statuses == [200, 206, 200, 200], "the web server in front gives parts itself"
    assert all(one == said[0] for one in said)
    assert said[0]["Content-Type"] == "application/pdf"
    given = said[0]["Content-Disposition"]
    assert given.startswith("attachment")
    message = email.message_from_string(f"Content-Disposition: {given}\n\n")
    assert email.utils.collapse_rfc2231_value(message.get_filename()) == name


SAID = ("Content-Disposition", "Content-Type", "X-Content-Type-Options", "Cache-Control", "Content-Security-Policy")


def test_accel_hands_over_by_name_only(seat, plan_file, settings):
    settings.PRIVATE_ACCEL_PREFIX = "/intern/"
    response = client_of(seat.user).get(address(plan_file))
    assert response.headers["X-Accel-Redirect"] == f"/intern/{plan_file.file.content.name}"
    assert response.content == b""


@pytest.mark.parametrize(("prefix", "mode"), [("", 0o600), ("/prive/", 0o640)])
def test_the_web_servers_group_reads_files_only_when_it_hands_them_over(settings, prefix, mode):
    settings.PRIVATE_ACCEL_PREFIX = prefix
    storage = PrivateStorage()
    path = Path(storage.path(storage.save("ab/x", ContentFile(b"x"))))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (mode, mode | (mode & 0o444) >> 2)


def test_a_file_is_in_quarantine_until_the_job_found_it_clean(seat):
    plan = PlanFactory(organisation=seat.organisation)
    name, make = file_corpus.GOOD["pdf"] if "pdf" in file_corpus.GOOD else next(iter(file_corpus.GOOD.values()))
    upload = SimpleUploadedFile(name, make())
    plan_file = operations.add_file(plan.sections.get(number=1), upload=upload, by=seat.user)
    assert plan_file.file.is_waiting
    run_jobs()
    assert PlanFile.objects.get().file.is_clean


def test_a_bad_file_is_refused_by_the_job_and_says_why(seat):
    plan = PlanFactory(organisation=seat.organisation)
    deep = next((n, m, c) for n, m, c in file_corpus.BAD.values() if c == "script")
    upload = SimpleUploadedFile(deep[0], deep[1]())
    operations.add_file(plan.sections.get(number=1), upload=upload, by=seat.user)
    run_jobs()
    file = PrivateFile.objects.get()
    assert (file.is_refused, file.refused_because) == (True, "script")


def test_the_sweep_removes_bytes_without_a_row_after_a_day(settings):
    kept = PrivateFileFactory()
    root = Path(settings.PRIVATE_ROOT)
    orphan = root / "ab" / "orphan"
    orphan.parent.mkdir(parents=True, exist_ok=True)
    orphan.write_bytes(b"x")
    assert files.sweep_orphans(at=timezone.now()) == 0
    assert files.sweep_orphans(at=timezone.now() + timedelta(days=2)) == 1
    assert (root / kept.content.name).exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\map\\plan.docx", "plan.docx"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("", "bestand"),
    ],
)
def test_names_are_shown_without_paths_and_control_characters(given, shown):
    assert files.clean_name(given) == shown
