"""Makes the migrated template database that tests copy; run as a program by conftest, once per run."""

import fcntl
import functools
import gc
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def main(name: str) -> None:
    import django
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    lock_path = Path(tempfile.gettempdir()) / f"portal-{os.getuid()}-{name}.lock"
    with open(lock_path, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone():
                return
            unfinished = f"{name}_unfinished"
            cursor.execute(f'DROP DATABASE IF EXISTS "{unfinished}"')
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template\\_%%'")
            for (old,) in cursor.fetchall():
                if old not in ("template0", "template1"):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
        settings.DATABASES["default"]["NAME"] = unfinished
        connection.settings_dict["NAME"] = unfinished
        gc.disable()  # a third of the time goes to looking for litter among the models of each step: 1.3 GB at most
        # a sixth to asking of every relation, at every step, whether a setting names its model: that never changes
        apps.get_swappable_settings_name = functools.cache(apps.get_swappable_settings_name)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


if __name__ == "__main__":
    main(sys.argv[1])
