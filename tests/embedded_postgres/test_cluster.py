"""The embedded PostgreSQL: started at need, shared, stopped by the last, back after a crash."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

ROOT = Path(__file__).resolve().parents[2]
from portal.embedded_postgres import cluster as cluster_module
from portal.embedded_postgres import programs
from portal.embedded_postgres.cluster import Cluster

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs it as another account")

# A process that uses the server until its input ends.
USER = """
import sys
from portal.embedded_postgres.cluster import Cluster
print(Cluster(sys.argv[1]).ensure_running(), flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def stopping(cluster: Cluster) -> Iterator[Cluster]:
    try:
        yield cluster
    finally:
        cluster.release()
        cluster.stop()


def python(code: str, home: Path, **options) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def run(code: str, home: Path) -> None:
    process = python(code, home)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0, output


def ask(cluster: Cluster, query: str) -> object:
    address = {
        "host": str(cluster.socket_dir),
        "user": "postgres",
        "dbname": "postgres",
    }
    with psycopg.connect(**address) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row and row[0]


def postmaster(cluster: Cluster) -> int:
    data = ask(cluster, "SHOW data_directory")
    return int(Path(str(data), "postmaster.pid").read_text().split()[0])


def test_processes_on_a_fresh_directory_share_one_server(home: Path) -> None:
    users = [python(USER, home, start_new_session=True) for _ in range(4)]
    lines = [user.stdout.readline().strip() for user in users if user.stdout]
    assert sorted(lines) == ["False", "False", "False", "True"]
    cluster = Cluster(home)
    server = postmaster(cluster)
    # Ctrl-C in a terminal reaches its foreground group: the server is in none of theirs.
    assert os.getpgid(server) not in {os.getpgid(user.pid) for user in users}
    users[0].kill()
    users[1].send_signal(signal.SIGINT)
    for user in users[:3]:
        user.communicate(timeout=20)
    assert postmaster(cluster) == server
    users[3].communicate(timeout=20)
    assert not cluster.is_running()


def test_a_server_left_by_a_killed_process_is_stopped_by_the_next(home: Path) -> None:
    user = python(USER, home)
    assert user.stdout and user.stdout.readline().strip() == "True"
    user.kill()
    user.wait()
    cluster = Cluster(home)
    assert cluster.is_running()
    assert not cluster.ensure_running()
    cluster.release()
    assert not cluster.is_running()


def test_a_forked_child_does_not_stop_its_parents_server(home: Path) -> None:
    run(
        """
import os, sys
from portal.embedded_postgres.cluster import Cluster
cluster = Cluster(sys.argv[1])
cluster.ensure_running()
if not os.fork():
    sys.exit()  # its exit hook releases
os.wait()
assert cluster.is_running()
reading, writing = os.pipe()
if not os.fork():
    os.close(writing)
    os.read(reading, 1)  # until the parent ends
    os._exit(0)
cluster.release()
assert cluster.is_running(), "the child still uses it"
""",
        home,
    )


def test_an_unfinished_initialisation_is_redone(home: Path) -> None:
    with stopping(Cluster(home)) as cluster:
        cluster.ensure_running()
        cluster.stop()
        (home / "cluster" / "data").rename(home / "cluster" / "data.unfinished")
        assert cluster.ensure_running()
        assert ask(cluster, "SELECT 1") == 1
        assert not (home / "cluster" / "data.unfinished").exists()


def test_a_server_without_its_socket_is_replaced(home: Path) -> None:
    with stopping(Cluster(home)) as cluster:
        cluster.ensure_running()
        former = postmaster(cluster)
        (cluster.socket_dir / ".s.PGSQL.5432").unlink()
        assert cluster.ensure_running()
        assert postmaster(cluster) != former


def test_the_command_stops_a_server_in_use(home: Path) -> None:
    with stopping(Cluster(home)) as cluster:
        cluster.ensure_running()
        command = [sys.executable, "-m", "portal.embedded_postgres"]
        options = subprocess.check_output([*command, "psql-args", home], cwd=ROOT, text=True)
        assert str(cluster.socket_dir) in options
        subprocess.check_call([*command, "stop", home], cwd=ROOT)
        assert not cluster.is_running()
        subprocess.check_call([*command, "stop", home], cwd=ROOT)


def test_a_long_path_puts_the_socket_in_the_temporary_directory(
    home: Path, open_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(open_directory))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with stopping(Cluster(home / ("long" * 25))) as cluster:
        cluster.ensure_running()
        assert cluster.socket_dir.parent == open_directory
        assert cluster.socket_dir.stat().st_mode & 0o777 == 0o700
        assert ask(cluster, "SELECT 1") == 1


@as_root
def test_a_socket_directory_of_another_owner_is_refused(
    home: Path, open_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(open_directory))
    cluster = Cluster(home / ("long" * 25))
    cluster.socket_dir.mkdir()
    os.chown(cluster.socket_dir, 12345, 12345)
    with pytest.raises(OperationalError, match="belongs to another account"):
        cluster.ensure_running()
    cluster.release()


@as_root
def test_root_in_a_closed_directory_keeps_programs_and_data_elsewhere(
    tmp_path: Path, open_directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "SHELTERS", open_directory)
    package = programs.installation().parent
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for name in (package.name, f"{package.name}.libs"):
        (closed / name).symlink_to(package.with_name(name))
    found = closed / package.name / programs.INSTALLATION
    monkeypatch.setattr(programs, "installation", lambda: found)
    home = closed / "home"
    with stopping(Cluster(home)) as cluster:
        assert cluster.ensure_running()
        data = Path(str(ask(cluster, "SHOW data_directory")))
        assert data.is_relative_to(open_directory)
        assert data.parent.stat().st_mode & 0o777 == 0o700
        assert data.parent.owner() == os.environ.get("PORTAL_POSTGRES_USER", "nobody")
        ask(cluster, "CREATE TABLE old ()")
        assert (home / "cluster").resolve() == data.parent
        assert closed.stat().st_mode & 0o777 == 0o700
        cluster.stop()
        assert cluster.ensure_running()
        assert ask(cluster, "SELECT to_regclass('old')::text") == "old"
    # A new checkout at the same path does not find the old one's data.
    shutil.rmtree(home)
    with stopping(Cluster(home)) as cluster:
        assert cluster.ensure_running()
        assert ask(cluster, "SELECT to_regclass('old')::text") is None


@as_root
def test_an_unknown_or_root_account_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("root", "no-such-account"):
        monkeypatch.setenv("PORTAL_POSTGRES_USER", name)
        with pytest.raises(ImproperlyConfigured, match="PORTAL_POSTGRES_USER"):
            Cluster(home).ensure_running()


def test_errors_say_what_to_do(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "file").touch()
    with pytest.raises(OperationalError, match="set DATABASE_URL"):
        Cluster(home / "file" / "home").ensure_running()
    cluster = Cluster(home)
    monkeypatch.setitem(cluster_module.SETTINGS, "max_connections", "none")
    with pytest.raises(OperationalError, match="could not be created .*; see .*DATABASE_URL"):
        cluster.ensure_running()
    monkeypatch.setattr(programs, "WHEEL", "no_such_wheel")
    with pytest.raises(ImproperlyConfigured, match="set DATABASE_URL"):
        Cluster(home).ensure_running()
    cluster.release()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only /proc tells who is dead and not buried")
def test_a_killed_server_that_nobody_buries_is_replaced_at_once(home: Path) -> None:
    with stopping(Cluster(home)) as cluster:
        cluster.ensure_running()
        data = Path(str(ask(cluster, "SHOW data_directory")))
        former = postmaster(cluster)
        cluster.stop()
        dead = subprocess.Popen([sys.executable, "-c", ""])
        os.waitid(os.P_PID, dead.pid, os.WEXITED | os.WNOWAIT)  # ended, and not buried by us
        for lock in (data / "postmaster.pid", cluster.socket_dir / ".s.PGSQL.5432.lock"):
            lock.write_text(f"{dead.pid}\n{data}\n")
        assert cluster.ensure_running()
        assert postmaster(cluster) not in (former, dead.pid)
        dead.wait()
