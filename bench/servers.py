"""Databases of our own under var/bench, and web servers side by side on this machine."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench.browser import Browser, NotAnswered
from portal.embedded_postgres.cluster import PORT, SUPERUSER, Cluster

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "var" / "bench"
ENV = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "CACHE_URL")} | {"PORTAL_VAR": str(HOME)}
DEMO = {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
SMALL, LARGE = "small", "large"
ROWS = {SMALL: 100, LARGE: 10_000}
FIRST_PORT = int(os.environ.get("BENCH_PORT", "8200"))
REFERENCE_PATH = "/rij-5000/"
REFERENCE, PORTAL, PORTAL_SMALL, STOCK, COLD = range(FIRST_PORT, FIRST_PORT + 5)
#: As `make demo` serves, and the same for everything that is compared.
GUNICORN = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload", "--keep-alive", "75"]


def run(*command: str, **env: str) -> str:
    """What a program of ours printed; a failure ends the bench."""
    done = subprocess.run(command, cwd=ROOT, env=ENV | env, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed; see the lines above.")
    return done.stdout


def prepare(*, large: bool = True) -> Cluster:
    """The demo network grown to 100 and to 10,000 members, plans and applications; built once, migrated each time.

    The caller keeps the cluster, so that the server stays while it lives. Remove var/bench to build anew. Who needs
    the small one only waits for no other.
    """
    cluster = Cluster(HOME / "postgres")
    cluster.ensure_running()
    built = HOME / "assets"  # the demo's covers are drawn with our own letters
    if not built.exists():
        built.symlink_to(ROOT / "var" / "assets")
    with databases(cluster) as connection:
        present = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        if SMALL not in present:
            print("Building the demo network (once, a minute)", file=sys.stderr)
            connection.execute("DROP DATABASE IF EXISTS portal")
            run(sys.executable, "manage.py", "demo", **DEMO)
            _grow(ROWS[SMALL])
            connection.execute(f"ALTER DATABASE portal RENAME TO {SMALL}")
        if large and LARGE not in present:
            print("Letting it grow (once, some minutes)", file=sys.stderr)
            connection.execute("DROP DATABASE IF EXISTS portal")
            connection.execute(f"CREATE DATABASE portal TEMPLATE {SMALL}")
            _grow(ROWS[LARGE])
            connection.execute(f"ALTER DATABASE portal RENAME TO {LARGE}")
    for name in (SMALL, LARGE) if large else (SMALL,):
        run(sys.executable, "manage.py", "migrate", "--verbosity", "0", **settings_for(name))
    run(sys.executable, "-m", "bench.reference")
    return cluster


def databases(cluster: Cluster) -> psycopg.Connection:
    """To make and drop whole databases with."""
    return psycopg.connect(host=str(cluster.socket_dir), port=PORT, user=SUPERUSER, dbname="postgres", autocommit=True)


def settings_for(database: str) -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "bench.settings", "BENCH_DATABASE": database}


def _grow(rows: int) -> None:
    run(sys.executable, "manage.py", "grow_demo", "--organisations", str(rows), "--plans", str(rows), **DEMO)


class Server:
    def __init__(self, process: subprocess.Popen, port: int, seconds: float) -> None:
        self.process, self.port = process, port
        self.seconds = seconds  # from exec to the first 200

    def megabytes(self) -> float:
        """Resident memory of the largest worker."""
        pid = self.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        sizes = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{w}/status").read_text()) for w in workers]
        return max(int(size[1]) for size in sizes if size) / 1024


@contextlib.contextmanager
def serving(application: str, port: int, path: str, *, folder: Path = ROOT, **env: str) -> Iterator[Server]:
    """A web server until the block ends, from the moment `path` answers 200."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *GUNICORN]
    begin = time.perf_counter()
    process = subprocess.Popen([*command, "--log-level", "warning", "--no-control-socket"], cwd=folder, env=ENV | env)
    try:
        _wait(process, port, path)
        yield Server(process, port, time.perf_counter() - begin)
    finally:
        process.terminate()
        process.wait(timeout=30)


def portal(port: int, database: str, path: str = "/livez") -> contextlib.AbstractContextManager[Server]:
    return serving("bench.counted:application", port, path, **settings_for(database))


def reference() -> contextlib.AbstractContextManager[Server]:
    return serving("bench.reference:application", REFERENCE, REFERENCE_PATH)


def _wait(process: subprocess.Popen, port: int, path: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            sys.exit("A web server stopped at once; see the lines above.")
        try:
            Browser(port).get(path)
            return
        except (OSError, NotAnswered):
            time.sleep(0.01)
    sys.exit(f"No 200 from port {port} within 60 seconds.")
