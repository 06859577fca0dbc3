"""Starting, sharing and stopping the private PostgreSQL of one home directory."""

import atexit
import contextlib
import fcntl
import functools
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.db.utils import OperationalError

from . import programs

PORT = 5432
SUPERUSER = "postgres"
PATIENCE = 10  # seconds in which a killed server's children, locks and shared memory disappear
LONGEST_SOCKET_PATH = 100  # bytes; systems allow 104 to 108
SHELTERS = Path("/var/tmp")  # noqa: S108  made 0700 below

SETTINGS = {
    # The commit is written, not synchronised: a killed server loses nothing, a power cut may.
    "fsync": "off",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
}

# Held while a process forks, so that a child never inherits it half-way from another thread.
_threads = threading.Lock()
os.register_at_fork(
    before=_threads.acquire,
    after_in_parent=_threads.release,
    after_in_child=_threads.release,
)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with open(path, "a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class Cluster:
    """The PostgreSQL server in `home`, shared by all processes that use that directory.

    Each process holds a shared lock on ``users.lock`` as long as it uses the server; whoever
    leaves and gets that lock for itself alone is the last and stops the server. The system
    drops the lock of a killed process, so nothing has to be counted or cleaned up.
    """

    def __init__(self, home: str | Path) -> None:
        self.home = Path(home).resolve()
        self._digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:10]
        self._users: int | None = None

    @functools.cached_property
    def socket_dir(self) -> Path:
        """The directory of the server's socket: what a client calls the host."""
        if len(os.fsencode(self._storage / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
            return self._storage
        runtime = None if self._account else os.environ.get("XDG_RUNTIME_DIR")
        owner = self._account.pw_uid if self._account else os.geteuid()
        return Path(runtime or tempfile.gettempdir()) / f"pg-{owner}-{self._digest}"

    def is_running(self) -> bool:
        """Tell whether a server listens, be it still starting up or already shutting down."""
        if not self.home.is_dir():
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(os.fsencode(self.socket_dir / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def join(self) -> None:
        """Keep the server from being stopped until this process ends or calls `release`.

        Waits while the last user before us is stopping the server.
        Raises OperationalError when the home directory cannot be written.
        """
        with _threads, self._explained():
            self._join()

    def ensure_running(self) -> bool:
        """Join, and create and start the server when nothing listens; tell whether that was done.

        Raises OperationalError when the server cannot be started, and ImproperlyConfigured when
        there is no PostgreSQL for this platform or no account to run it.
        """
        with _threads, self._explained():
            self._join()
            if self.is_running():
                return False
            with _locked(self.home / "start.lock"):
                if self.is_running():  # another process was first
                    return False
                self._create()
                self._start()
                return True

    def release(self) -> None:
        """Stop using the server, and stop it when nobody else uses it.

        A forked child shares its parent's lock. So the lock is never upgraded in place, which
        would take it from the parent as well, but dropped and asked for anew.
        """
        with _threads:
            if self._users is None:
                return
            os.close(self._users)
            self._users = None
            atexit.unregister(self.release)
            # An error means that others use the server, or that its home was removed.
            with (
                contextlib.suppress(OSError),
                open(self.home / "users.lock", "r+") as lock,
            ):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._pg_ctl("stop", "-m", "fast")

    def stop(self) -> bool:
        """Stop the server whoever uses it; tell whether there was one to stop.

        A process that still uses it starts it again at its next connection.
        Raises OperationalError when the server does not stop.
        """
        if not self.is_running():
            return False
        with self._explained(), _locked(self.home / "start.lock"):
            result = self._pg_ctl("stop", "-m", "fast")
            if result.returncode and self.is_running():
                raise self._failure("did not stop", result.stderr)
        return True

    def _join(self) -> None:
        path = self.home / "users.lock"
        if self._users is not None and path.exists():
            return
        # The first time, or again after the home directory was removed under our feet.
        self.home.mkdir(parents=True, exist_ok=True)
        users = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(users, fcntl.LOCK_SH)
        except BaseException:  # Ctrl-C while another process is stopping the server
            os.close(users)
            raise
        if self._users is None:
            atexit.register(self.release)
        else:
            os.close(self._users)
        self._users = users

    @functools.cached_property
    def _account(self) -> programs.Account:
        return programs.service_account()

    @functools.cached_property
    def _shelter(self) -> Path:
        """Where programs and data go when root's service account cannot reach them in place."""
        return SHELTERS / f"portal-postgres-{self._digest}"

    @functools.cached_property
    def _storage(self) -> Path:
        """The directory that holds data, log and socket, for the server's account alone."""
        with self._explained():
            self.home.mkdir(parents=True, exist_ok=True)
            own = self.home / "cluster"
            if not own.is_symlink() and (own.is_dir() or programs.can_reach(self._account, self.home)):
                return own
            return self._shelter / "cluster"

    @functools.cached_property
    def _bin(self) -> Path:
        return programs.reachable_installation(self._account, self._shelter) / "bin"

    def _pg_ctl(self, action: str, *arguments: object) -> subprocess.CompletedProcess[str]:
        return programs.execute(
            self._account,
            self._bin / "pg_ctl",
            action,
            "-w",
            "-D",
            self._storage / "data",
            *arguments,
        )

    def _create(self) -> None:
        """Create the cluster unless it is there; an unfinished one from a killed process is redone."""
        if self._storage.is_relative_to(self._shelter):
            self._link_shelter()
        programs.private_directory(self._storage, self._account)
        if (self._storage / "data").is_dir():
            return
        unfinished = self._storage / "data.unfinished"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        result = programs.execute(
            self._account,
            self._bin / "initdb",
            *(
                "-D",
                unfinished,
                "-U",
                SUPERUSER,
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync",
            ),
            *("--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *options,
        )
        if result.returncode:
            raise self._failure("could not be created", result.stderr)
        unfinished.rename(self._storage / "data")

    def _link_shelter(self) -> None:
        """Show in the home directory where the data are, and drop data left by a removed home."""
        link = self.home / "cluster"
        if link.is_symlink() and link.readlink() == self._storage:
            return
        programs.own_directory(self._shelter)
        if self._storage.exists():
            self._pg_ctl("stop", "-m", "immediate", "-t", 5)
            shutil.rmtree(self._storage)
        link.unlink(missing_ok=True)
        link.symlink_to(self._storage)

    def _start(self) -> None:
        log = self._storage / "postgres.log"
        programs.private_directory(self.socket_dir, self._account)
        options = f"-k '{self.socket_dir}' -p {PORT}"
        deadline = time.monotonic() + PATIENCE
        while True:
            self._drop_locks_of_the_dead()
            result = self._pg_ctl("start", "-t", 120, "-l", log, "-o", options)
            if not result.returncode:
                return
            if time.monotonic() > deadline:
                raise self._failure("did not start", result.stderr, log)
            # A server that lives without its socket (removed, or elsewhere) blocks the data for ever.
            self._pg_ctl("stop", "-m", "fast", "-t", 1)
            time.sleep(0.1)

    def _drop_locks_of_the_dead(self) -> None:
        """Remove the locks of a killed server whose parent has not buried it, or never will (a container).

        PostgreSQL takes such a process for a running server. That no child of it still writes is
        guarded apart from the locks: by the shared memory, found by the data directory itself.
        """
        for lock in (self._storage / "data" / "postmaster.pid", self.socket_dir / f".s.PGSQL.{PORT}.lock"):
            with contextlib.suppress(OSError, IndexError):  # no lock, no such process, no /proc
                pid = lock.read_text().split()[0]
                state = Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()[0]
                if state == "Z":
                    lock.unlink()

    def _failure(self, what: str, messages: str, log: Path | None = None) -> OperationalError:
        lines = messages.splitlines()
        if log and log.is_file():
            lines += log.read_text(errors="replace")[-4000:].splitlines()
        telling = [line for line in lines if "FATAL" in line or "error:" in line] or lines or ["no message"]
        return OperationalError(
            f"The embedded PostgreSQL in {self.home} {what} ({telling[-1].strip()}); "
            f"see {log or self._storage}, or set DATABASE_URL to another PostgreSQL."
        )

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise OperationalError(
                f"The embedded PostgreSQL in {self.home} cannot be used ({error}); make room or grant "
                "this account access there, or set DATABASE_URL to another PostgreSQL."
            ) from error


@functools.cache
def cluster_in(home: str) -> Cluster:
    """Return this process's one cluster for the home directory; starts nothing."""
    return Cluster(home)
