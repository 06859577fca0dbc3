"""The database as one file, and back: PostgreSQL's own programs on the connection that Django has."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from portal.embedded_postgres import programs

#: Sessions open accounts, and the cache is derived: neither may come back with a backup.
LEFT_OUT = ("django_session", "portal_cache")
LOCK_TIMEOUT = "10s"
EMPTY_SCHEMA = f"""
SET client_min_messages = warning;
SET lock_timeout = '{LOCK_TIMEOUT}';
DROP SCHEMA public CASCADE;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
COMMENT ON SCHEMA public IS 'standard public schema';
"""


class DumpFailed(Exception):
    """A program of PostgreSQL is missing or refused; the text says which one and why, in Dutch."""


def dump_database(target: Path, *, snapshot: str = "") -> None:
    """Write the database to `target` in PostgreSQL's custom format, as it was at `snapshot`. Raises DumpFailed."""
    command = [*_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    command += [f"--exclude-table-data=public.{table}" for table in LEFT_OUT]
    command += [f"--snapshot={snapshot}"] if snapshot else []
    with tempfile.TemporaryFile() as messages:
        done = subprocess.run(command, env=_environment(), stdin=subprocess.DEVNULL, stderr=messages, check=False)
        if done.returncode:
            raise DumpFailed(f"pg_dump mislukte: {_last_line(messages)}")


def load_database(dump: Path, *, afterwards: str) -> None:
    """Put the dump in the place of everything in the database, then run the SQL `afterwards`.

    One transaction, so whatever fails leaves the database as it was. Raises DumpFailed.
    """
    reading = [*_program("pg_restore", connect=False), "--no-owner", "--no-privileges", "--file=-", str(dump)]
    writing = [*_program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
    with tempfile.TemporaryFile() as messages:
        reader = subprocess.Popen(
            reading, env=_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=messages
        )
        writer = subprocess.Popen(
            writing, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=messages
        )
        assert reader.stdout is not None
        assert writer.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # psql stopped at an error: its exit code says so
            writer.stdin.write(f"BEGIN;{EMPTY_SCHEMA}".encode())
            shutil.copyfileobj(reader.stdout, writer.stdin)
            if reader.wait() == 0:  # otherwise the transaction ends without a commit
                writer.stdin.write(f"\n{afterwards}\nCOMMIT;\n".encode())
            writer.stdin.flush()
        reader.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            writer.stdin.close()
        if writer.wait() or reader.wait():
            raise DumpFailed(f"De database is niet teruggezet: {_last_line(messages)}")


def server_version() -> int:
    """The server's major version: 18."""
    connection.ensure_connection()
    return connection.pg_version // 10_000  # type: ignore[attr-defined]


def has_content() -> bool:
    """Tell whether there is any table of anybody's in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public')")
        return cursor.fetchone()[0]


def _program(name: str, *, connect: bool = True) -> list[str]:
    """The command of a PostgreSQL program of the server's own version, with the address of our database.

    A newer one writes what an older server refuses, an older one refuses to read. Raises DumpFailed.
    """
    wanted = server_version()
    for candidate in _candidates(name):
        answer = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout
        if (found := re.search(r"\) (\d+)", answer)) and int(found[1]) == wanted:
            return [str(candidate), f"--dbname={_address()}"] if connect else [str(candidate)]
    raise DumpFailed(
        f"{name} van PostgreSQL {wanted} ontbreekt. Zet die versie op het PATH, bijvoorbeeld met "
        f"postgresql-client-{wanted}."
    )


def _candidates(name: str) -> list[Path]:
    found = [Path(path)] if (path := shutil.which(name)) else []
    with contextlib.suppress(ImproperlyConfigured):
        found.append(programs.installation() / "bin" / name)
    return found


def _address() -> str:
    """What libpq needs to find the database; the password goes through the environment, where `ps` shows nothing."""
    known = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()} - {"password"}
    params = connection.get_connection_params()
    return psycopg.conninfo.make_conninfo(**{key: str(params[key]) for key in known & params.keys()})


def _environment() -> dict[str, str]:
    """Without PG* variables of somebody else, which would lead elsewhere; messages in English."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PG")}
    password = connection.get_connection_params().get("password")
    return environment | {"LC_ALL": "C"} | ({"PGPASSWORD": str(password)} if password else {})


def _last_line(messages: IO[bytes]) -> str:
    """The error itself, without the rows that PostgreSQL quotes below it."""
    messages.seek(0)
    lines = messages.read().decode(errors="replace").splitlines()
    telling = [line for line in lines if "ERROR" in line or "FATAL" in line or "error:" in line] or lines or ["?"]
    return telling[0].strip()
