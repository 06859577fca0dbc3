"""Starting, killing and asking the processes of a scratch portal; none outlives the proof."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
from django.db import connection

from portal.embedded_postgres import programs
from portal.embedded_postgres.cluster import PORT, SUPERUSER, Cluster

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 120  # seconds for anything that a proof waits for, on a busy machine too
WEB = (
    "-m gunicorn portal.wsgi:application --preload --workers 2 --threads 4 --worker-class gthread --log-level critical"
)


def wait_for(condition: Callable[[], object], what: str, seconds: float = PATIENCE):
    """Ask until the answer is truthy and return it; AssertionError after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, f"waited {seconds} s in vain for {what}"
        time.sleep(0.05)
    return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def children_of(parent: int) -> list[int]:
    """Running children of a process, as Linux tells."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            state, parent_of_it = stat.read_text().rpartition(")")[2].split()[:2]
            if int(parent_of_it) == parent and state != "Z":
                found.append(int(stat.parent.name))
    return found


class ScratchPortal:
    """Web server, worker, mail server and database of a copy of this test's database."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port, self.smtp_port = free_port(), free_port()
        self.mailbox = home / "mail"
        self.mailbox.mkdir()
        self.cluster = Cluster(home / "postgres")
        self.processes: dict[str, subprocess.Popen] = {}

    # --- Processes -----------------------------------------------------------------------------------

    def start(self, name: str, *command: object, pipes: bool = False, **environment: str) -> subprocess.Popen:
        """With `pipes` the test writes to it and reads what it prints."""
        inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "CACHE_URL")}
        own = {
            "DJANGO_SETTINGS_MODULE": "tests.proof.scratch.settings",
            "PORTAL_VAR": str(self.home),
            "SMTP_PORT": str(self.smtp_port),
        }
        with open(self.home / f"{name}.log", "a") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *map(str, command)],
                cwd=ROOT,
                env=inherited | own | environment,
                stdin=subprocess.PIPE if pipes else None,
                stdout=subprocess.PIPE if pipes else log,
                stderr=log,
                start_new_session=True,
            )
        return self.processes[name]

    def start_web(self, **environment: str) -> None:
        self.start("web", *WEB.split(), "--bind", f"127.0.0.1:{self.port}", **environment)

    def start_worker(self, **environment: str) -> None:
        """A worker that is started again whenever it dies."""
        self.start("worker", "-m", "tests.proof.scratch.keeper", **environment)

    def worker_starts(self) -> int:
        return self.log("worker").count("worker started")

    def start_mail(self, every: int = 1, *faults: str) -> None:
        """A mail server; each so many messages it has the next fault (see smtp_server)."""
        self.start("mail", "-m", "tests.proof.scratch.smtp_server", self.smtp_port, self.mailbox, every, *faults)

    def kill(self, name: str) -> None:
        """SIGKILL the process with all its children."""
        process = self.processes.pop(name, None)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def is_alive(self, name: str) -> bool:
        return name in self.processes and self.processes[name].poll() is None

    def kill_child(self, name: str) -> None:
        """SIGKILL one process that does the work; its parent starts another."""
        working = wait_for(lambda: children_of(self.processes[name].pid), f"a process of {name}")
        with contextlib.suppress(ProcessLookupError):
            os.kill(random.choice(working), signal.SIGKILL)

    def kill_database(self) -> None:
        """SIGKILL the whole server: it writes nothing more, and nobody is told."""
        pidfile = self.home / "postgres" / "cluster" / "data" / "postmaster.pid"
        postmaster = int(pidfile.read_text().split()[0])
        for pid in [postmaster, *children_of(postmaster)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def log(self, name: str) -> str:
        return (self.home / f"{name}.log").read_text()

    def close(self) -> None:
        for name in list(self.processes):
            self.kill(name)
        self.cluster.release()
        self.cluster.stop()

    # --- Database ------------------------------------------------------------------------------------

    def ask(self, query: str, *values: object) -> list[tuple]:
        """Rows of the scratch database, asked without the portal's code."""
        self.cluster.ensure_running()
        with psycopg.connect(**self.address("portal"), autocommit=True) as asking:
            cursor = asking.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def address(self, name: str) -> dict:
        return {"host": str(self.cluster.socket_dir), "port": PORT, "user": SUPERUSER, "dbname": name}

    def copy_database(self) -> None:
        """What this test made so far is what the scratch portal knows."""
        self.cluster.ensure_running()
        with psycopg.connect(**self.address("postgres"), autocommit=True) as making:
            making.execute("CREATE DATABASE portal")
        tools = programs.installation() / "bin"
        source = connection.get_connection_params()
        dump = [tools / "pg_dump", "--no-owner", "--no-privileges", "-d", conninfo(source)]
        load = [tools / "psql", "-q", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "-1", "-d"]
        load.append(conninfo(self.address("portal")))
        with subprocess.Popen(dump, stdout=subprocess.PIPE) as dumping:
            subprocess.run(load, stdin=dumping.stdout, check=True, timeout=PATIENCE)
        assert dumping.returncode == 0


def conninfo(params: dict) -> str:
    known = ("host", "port", "user", "dbname", "password")
    return psycopg.conninfo.make_conninfo(**{k: v for k, v in params.items() if k in known and v})


@contextlib.contextmanager
def scratch_portal() -> Iterator[ScratchPortal]:
    """Directories and ports for a portal; the proof starts its processes, and none outlives the block."""
    home = Path(tempfile.mkdtemp(prefix="proof-"))
    home.chmod(0o755)  # the database may run under an account of its own
    portal = ScratchPortal(home)
    try:
        yield portal
    finally:
        portal.close()
        shutil.rmtree(home, ignore_errors=True)
