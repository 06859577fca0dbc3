"""What every test may use: one pre-migrated database, four people, a mailbox that only fills when asked."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]


def migration_hash() -> str:
    """Changes whenever a migration or the list of apps does, so a stale template is never used."""
    digest = hashlib.sha256(repr(settings.INSTALLED_APPS).encode())
    for path in sorted(ROOT.glob("**/migrations/*.py")):
        if ".venv" not in path.parts and "var" not in path.parts:
            digest.update(path.read_bytes())
    digest.update((ROOT / "requirements" / "base.txt").read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """Each worker copies one migrated template instead of migrating for itself."""
    template = f"template_{migration_hash()}"
    subprocess.run([sys.executable, str(ROOT / "tests" / "template_database.py"), template], check=True, cwd=ROOT)
    settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = template
    from django.db import connections

    connections["default"].settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session", autouse=True)
def empty_what_is_full() -> Iterator[None]:
    """After a transactional test: emptying the few tables with rows is ten times as fast as truncating them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.backends.postgresql.operations.DatabaseOperations.sql_flush", _sql_flush)
        yield


def _sql_flush(operations, style, tables, *, reset_sequences=False, allow_cascade=False) -> list[str]:
    """Past every trigger and foreign key, which guard rows against us."""
    names = {table: operations.quote_name(table) for table in tables}
    with operations.connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"(SELECT '{t}' FROM {name} LIMIT 1)" for t, name in names.items()))
        full = [names[table] for (table,) in cursor.fetchall()]
    return ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {name}" for name in full)]


@pytest.fixture(autouse=True)
def clean_slate(settings, tmp_path):
    """No page, count or file of one test reaches another."""
    from django.core.cache import cache, caches

    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DOCUMENTS_ROOT = tmp_path / "documents"
    cache.clear()
    caches["pages"].clear()
    return caches["pages"]


@pytest.fixture
def migrated_groups(transactional_db) -> None:
    """The groups, rights and figures that migrations made, which the flush after a transactional test takes away."""
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType

    from membership.access import LEVEL_2_GROUP, MEMBERS_GROUP
    from portal.accounts.access import GROUP_NAMES
    from tests.network import standard_figures

    kind, _ = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    enter, _ = Permission.objects.get_or_create(codename="access_admin", content_type=kind)
    for name in (MEMBERS_GROUP, LEVEL_2_GROUP):
        Group.objects.get_or_create(name=name)
    for name in GROUP_NAMES.values():
        Group.objects.get_or_create(name=name)[0].permissions.add(enter)
    standard_figures()


@pytest.fixture
def till(settings):
    """Stripe's stand-in, with nothing in it yet; without it nobody can pay at once."""
    from tests.paying import open_till

    with open_till(settings) as opened:
        yield opened


@pytest.fixture
def scratch_portal(django_db_setup, django_db_blocker, settings, tmp_path):
    """A migrated database and folders that a test may replace as a whole; other connections see what it writes."""
    from django.db import connection

    own, template = connection.settings_dict["NAME"], connection.settings_dict["TEST"]["TEMPLATE"]
    scratch = f"scratch_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{scratch}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{scratch}" TEMPLATE "{template}"')
        connection.close()
        connection.settings_dict["NAME"] = scratch
        yield connection
        connection.close()
        connection.settings_dict["NAME"] = own
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{scratch}" WITH (FORCE)')


@pytest.fixture
def figure(record_property):
    """Note a figure of a proof; all of them are printed at the end of the run."""
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter) -> None:
    reports = [r for found in terminalreporter.stats.values() for r in found if hasattr(r, "user_properties")]
    figures = sorted({value for r in reports for name, value in r.user_properties if name == "figure"})
    if figures:
        terminalreporter.section("figures")
        for text in figures:
            terminalreporter.write_line(text)
    if any("browser" in str(r.longrepr) for r in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line("LEFT OUT: journeys in a browser, because this machine has no Chromium.")
