from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from portal.accounts.models import User
from portal.core import backup, dumps, links
from portal.core.models import MailedLink, Notification, PrivateFile
from tests.factories import NotificationFactory, PrivateFileFactory, UserFactory


@pytest.fixture
def made(scratch_portal, tmp_path):
    """A backup of a portal with one person and one file."""
    UserFactory(email="noor@lid.example")
    PrivateFileFactory()
    backup.make_backup(tmp_path / "backup")
    return tmp_path / "backup"


def test_database_and_files_come_back_as_they_were(made, settings):
    file = PrivateFile.objects.get()
    Path(file.content.path).write_bytes(b"anders")
    User.objects.all().delete()
    (Path(settings.MEDIA_ROOT) / "images").mkdir(parents=True)
    (Path(settings.MEDIA_ROOT) / "images" / "later.jpg").write_bytes(b"x")
    backup.restore_backup(made, replace=True)
    assert User.objects.get().email == "noor@lid.example"
    assert PrivateFile.objects.get().content.read() == b"%PDF-1.7 inhoud"
    assert list(Path(settings.MEDIA_ROOT).rglob("*")) == []


def test_a_portal_that_has_something_is_not_overwritten_by_accident(made):
    User.objects.update(first_name="Later")
    with pytest.raises(backup.BackupRefused, match="--replace"):
        backup.restore_backup(made)
    assert User.objects.get().first_name == "Later"


def test_what_opens_something_does_not_come_back(scratch_portal, tmp_path):
    links.issue("resume_admission", 1, days=60)
    NotificationFactory(urgent=True, secret=True, secret_text="123456")
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=timezone.now() + timedelta(days=1))
    backup.make_backup(tmp_path / "backup")
    backup.restore_backup(tmp_path / "backup", replace=True)
    assert MailedLink.objects.get().revoked_at is not None
    message = Notification.objects.get()
    assert (message.secret_text, message.settled_at is not None) == ("", True)
    assert Session.objects.count() == 0
    assert b"123456" not in (tmp_path / "backup" / backup.MANIFEST).read_bytes()


def test_only_its_owner_can_read_a_backup(made):
    assert made.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in made.iterdir()} == {0o600}


def test_a_file_removed_while_we_copy_makes_us_begin_again(scratch_portal, tmp_path, monkeypatch):
    going, staying = PrivateFileFactory(), PrivateFileFactory()
    pack, packed = backup._pack, []

    def pack_while_somebody_removes(root, archive):
        if not packed:
            Path(going.content.path).unlink()
            _delete_elsewhere(going)
        packed.append(archive.name)
        pack(root, archive)

    monkeypatch.setattr(backup, "_pack", pack_while_somebody_removes)
    manifest = backup.make_backup(tmp_path / "backup")
    assert packed == [*backup.TREES] * 2
    assert manifest["missing_files"] == []
    backup.restore_backup(tmp_path / "backup", replace=True)
    assert PrivateFile.objects.get().pk == staying.pk


def _delete_elsewhere(file) -> None:
    """On a connection of its own, as another process would."""
    with connection.copy().cursor() as cursor:
        cursor.execute("DELETE FROM core_privatefile WHERE id = %s", [file.pk])


def test_a_file_that_was_lost_long_ago_is_named_and_does_not_stop_the_backup(scratch_portal, tmp_path, capsys):
    lost = PrivateFileFactory()
    Path(lost.content.path).unlink()
    call_command("backup", str(tmp_path / "backup"))
    assert lost.content.name in capsys.readouterr().err


def test_a_backup_of_a_newer_portal_is_refused(made, monkeypatch):
    monkeypatch.setattr(backup, "_applied_migrations", lambda: {"core": "0999_from_the_future"})
    backup.make_backup(made.parent / "newer")
    with pytest.raises(backup.BackupRefused, match="core.0999_from_the_future"):
        backup.restore_backup(made.parent / "newer", replace=True)


def test_a_dump_that_breaks_off_leaves_the_database_as_it_was(made):
    dump = made / backup.DUMP
    dump.write_bytes(dump.read_bytes()[:-5000])
    User.objects.update(first_name="Later")
    with pytest.raises(dumps.DumpFailed):
        dumps.load_database(dump, afterwards="")
    assert User.objects.get().first_name == "Later"


def test_a_portal_that_is_still_in_use_is_left_alone(made, settings, monkeypatch):
    monkeypatch.setattr(dumps, "EMPTY_SCHEMA", dumps.EMPTY_SCHEMA.replace(dumps.LOCK_TIMEOUT, "100ms"))
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN; LOCK TABLE accounts_user IN ACCESS SHARE MODE")
        with pytest.raises(backup.BackupRefused, match="lock timeout"):
            backup.restore_backup(made, replace=True)
    other.close()
    assert User.objects.count() == 1
    assert list(Path(settings.PRIVATE_ROOT).glob(".restored-*")) == []


def test_a_database_that_is_newer_than_the_programs_is_said(scratch_portal, tmp_path, monkeypatch):
    monkeypatch.setitem(connections["default"].__dict__, "pg_version", 990_001)
    with pytest.raises(backup.BackupRefused, match="PostgreSQL 99"):
        backup.make_backup(tmp_path / "backup")
    assert list(tmp_path.glob("backup*")) == []


def test_the_commands_speak_dutch(made, capsys):
    call_command("restore", str(made), verify=True)
    assert "is heel" in capsys.readouterr().out
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("backup", str(made))
    (made / "private.tar").unlink()
    with pytest.raises(CommandError, match="private.tar ontbreekt .* Er is niets veranderd"):
        call_command("restore", str(made), replace=True)
