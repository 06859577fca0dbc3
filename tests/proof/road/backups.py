"""A backup comes back bit by bit, or is refused: damaged, cut off, killed half-way."""

import hashlib
import json
import random
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tracemalloc
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import connection

from portal.accounts.models import User
from portal.core import backup, dumps
from portal.core.models import PrivateFile
from tests.factories import PortalDocumentFactory, PrivateFileFactory, UserFactory

#: What differs between dumps of one database: remarks, a random word, two spellings of a list in an index or check.
REMARKS = re.compile(rb"(?m)^(?:--|\\(?:un)?restrict ).*\n")
LISTS = re.compile(rb"(?m)^(?:CREATE UNIQUE INDEX|    CONSTRAINT \w+ CHECK) .*$")
SPELLING = re.compile(rb"::text(?:\[\])?|::character varying|[()]")


def filled_with(megabytes: int) -> None:
    """Files with rows: noise, since noise shows every lost bit; one in ten is a document of the site."""
    noise = random.Random(megabytes)
    for _ in range(megabytes):
        PrivateFileFactory(content=ContentFile(noise.randbytes(900_000), name="x"), uploaded_by=UserFactory())
    for number in range(megabytes // 10 + 1):
        PortalDocumentFactory(file=ContentFile(noise.randbytes(1_000_000), name=f"regeling {number} é.pdf"))


def state(settings) -> dict:
    """Every row and every byte: a normalised dump and a digest of each file."""
    command = [*dumps._program("pg_dump"), "--no-owner", "--no-privileges"]
    command += [f"--exclude-table-data=public.{table}" for table in dumps.LEFT_OUT]
    dump = subprocess.run(command, env=dumps._environment(), capture_output=True, check=True).stdout
    rows = LISTS.sub(lambda line: SPELLING.sub(b"", line[0]), REMARKS.sub(b"", dump))
    found = {"database": hashlib.sha256(rows).hexdigest(), "lines": rows.count(b"\n")}
    for name in backup.TREES.values():
        root = Path(getattr(settings, name))
        files = {str(p.relative_to(root)): p for p in root.rglob("*") if p.is_file()}
        found[name] = {key: hashlib.sha256(path.read_bytes()).hexdigest() for key, path in sorted(files.items())}
    return found


def spoil(settings) -> None:
    """What a bad day does: rows and files gone, changed and added."""
    first = PrivateFile.objects.first()
    Path(first.content.path).write_bytes(b"overschreven")
    User.objects.update(last_name="Niemand")
    PrivateFile.objects.exclude(pk=first.pk).delete()
    shutil.rmtree(settings.DOCUMENTS_ROOT)
    PrivateFileFactory()


def test_a_backup_comes_back_bit_identical(scratch_portal, settings, tmp_path, figure, size):
    megabytes = size(5, 200)
    filled_with(megabytes)
    before = state(settings)
    tracemalloc.start()
    backup.make_backup(tmp_path / "backup")
    spoil(settings)
    assert state(settings) != before
    backup.restore_backup(tmp_path / "backup", replace=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    after = state(settings)
    files = sum(len(before[name]) for name in backup.TREES.values())
    wrong = sum(before[key] != after[key] for key in before)
    figure(
        f"backup: {megabytes} MB, {files} files and {before['lines']} lines of dump restored, {wrong} parts differ,"
        f" {peak / 1e6:.1f} MB of memory at most"
    )
    assert wrong == 0
    assert peak < 20_000_000  # nothing of the size of a backup is ever held


def test_no_damaged_backup_is_accepted_and_nothing_changes(scratch_portal, settings, tmp_path, figure, size):
    """One flipped bit anywhere, cut off anywhere, a part missing or one too many, in every part."""
    filled_with(1)
    whole, damaged = tmp_path / "whole", tmp_path / "damaged"
    backup.make_backup(whole)
    before, chance, tried, accepted, naive = state(settings), random.Random(3), 0, 0, 0
    for part in (*backup.PARTS, backup.MANIFEST):
        content = (whole / part).read_bytes()
        for _ in range(size(4, 40)):
            for damage in (flipped, cut_off):
                shutil.copytree(whole, damaged)
                (damaged / part).write_bytes(damage(content, chance))
                naive += damage is flipped and opens_all_the_same(damaged, part)
                accepted += is_accepted(damaged)
                tried += 1
                shutil.rmtree(damaged)
        shutil.copytree(whole, damaged)
        (damaged / part).unlink()
        accepted, tried = accepted + is_accepted(damaged), tried + 1
        shutil.rmtree(damaged)
    shutil.copytree(whole, damaged)
    (damaged / "extra.tar").write_bytes(b"")
    accepted, tried = accepted + is_accepted(damaged), tried + 1
    figure(f"backup: {tried} damaged ones tried, {accepted} accepted; without the manifest {naive} would have been")
    assert accepted == 0
    assert naive > 0  # so the manifest is what refuses
    assert state(settings) == before


def flipped(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << chance.randrange(8)]) + content[place + 1 :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def is_accepted(folder: Path) -> bool:
    try:
        backup.restore_backup(folder, replace=True)
    except backup.BackupRefused:
        return False
    return True


def opens_all_the_same(folder: Path, part: str) -> bool:
    """What the programs themselves say of a damaged part, as a backup without a manifest would rely on."""
    if part == backup.DUMP:
        read = [*dumps._program("pg_restore", connect=False), "--file=/dev/null", str(folder / part)]
        return subprocess.run(read, capture_output=True, check=False).returncode == 0
    if part == backup.MANIFEST:
        return False
    try:
        with tarfile.open(folder / part) as archive:
            return sum(len(archive.extractfile(member).read()) for member in archive) >= 0
    except (tarfile.TarError, OSError, AttributeError):
        return False


#: Where a backup dies: before the n-th call of a function of the module.
MOMENTS = [("_write_parts", 1), ("_pack", 1), ("_pack", 3), ("_measure", 2), ("_render", 1), ("_sync", 1), ("_sync", 5)]


def test_a_killed_backup_is_never_taken_for_one(scratch_portal, settings, tmp_path, figure, size):
    filled_with(1)
    taken = 0
    moments = MOMENTS[:: size(3, 1)]
    for name, times in moments:
        target = tmp_path / f"{name}-{times}"
        assert killed_at(name, times, target, settings) == signal.SIGKILL
        (left,) = tmp_path.glob(f"{target.name}.*")
        taken += target.exists() or is_accepted(left)
        backup.make_backup(target)  # what was left does not stand in the way of the next
        backup.verify_backup(target)
    figure(f"backup: killed at {len(moments)} moments, {taken} taken for a backup")
    assert taken == 0


def killed_at(name: str, times: int, target: Path, settings) -> int:
    """Make a backup in a process of its own that is killed at that call; returns the signal that ended it.

    A new process, not a fork: the worker that runs this test has threads and connections of its own.
    """
    roots = json.dumps({setting: str(getattr(settings, setting)) for setting in backup.TREES.values()})
    database = connection.settings_dict["NAME"]
    program = [sys.executable, "-m", "tests.proof.scratch.killed_backup"]
    return -subprocess.run([*program, name, str(times), str(target), database, roots], check=False).returncode
