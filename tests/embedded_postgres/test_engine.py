"""The database engine: lazy, back after a crash, and Django's own for everything else."""

import subprocess
import sys
from pathlib import Path

from portal.embedded_postgres.cluster import Cluster

ROOT = Path(__file__).resolve().parents[2]

ENGINE = """
import os, signal, sys
import django
from django.conf import settings
settings.configure(DATABASES={"default": {
    "ENGINE": "portal.embedded_postgres", "NAME": "portal", "HOST": sys.argv[1]}})
django.setup()
from django.core.management import call_command
from django.db import OperationalError, connection
from portal.embedded_postgres.cluster import cluster_in
cluster = cluster_in(sys.argv[1])

def ask(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0] if cursor.description else None

def postmaster():
    return int(open(ask("SHOW data_directory") + "/postmaster.pid").readline())
"""


def run(code: str, home: Path) -> None:
    """Run the code in a process of its own, as settings and connections are global."""
    process = subprocess.run(
        [sys.executable, "-c", ENGINE + code, str(home)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == 0, process.stdout + process.stderr


def test_the_first_connection_starts_it_and_the_last_process_stops_it(
    home: Path,
) -> None:
    run(
        """
call_command("check")
connection.close_if_unusable_or_obsolete()
assert not cluster.is_running() and not os.path.exists(sys.argv[1])
assert ask("SELECT current_database()") == "portal"
assert ask("SHOW fsync") == "off" and ask("SHOW synchronous_commit") == "on"
assert ask("SELECT datcollate || datlocale FROM pg_database WHERE datname = 'portal'") == "CC.UTF-8"
connection.client.runshell(["-c", "SELECT 1"])
cluster.stop()
connection.close()
call_command("dbshell", "--", "-c", "SELECT 1")
""",
        home,
    )
    assert (home / "cluster" / "data").is_dir()
    assert not Cluster(home).is_running()


def test_a_killed_server_comes_back_with_what_was_committed(home: Path) -> None:
    run(
        """
ask("CREATE TABLE kept AS SELECT 42 AS answer")
former = postmaster()
os.kill(former, signal.SIGKILL)
connection.close()
assert ask("SELECT answer FROM kept") == 42
assert postmaster() != former
cluster.stop()
connection.close()
assert ask("SELECT answer FROM kept") == 42
""",
        home,
    )


def test_test_databases_and_refusals_are_left_to_django(home: Path) -> None:
    run(
        """
import time
connection.creation.create_test_db(verbosity=0)
assert ask("SELECT current_database()") == "test_portal"
connection.creation.destroy_test_db("portal", verbosity=0)
connection.settings_dict["NAME"] = "elsewhere"
begin = time.monotonic()
try:
    ask("SELECT 1")
except OperationalError as error:
    assert 'database "elsewhere" does not exist' in str(error)
else:
    raise AssertionError("a database of another name was created")
assert time.monotonic() - begin < 5
""",
        home,
    )
