"""Makes a backup and dies before the n-th call of a function of the module: a program for the proof of backups."""

import json
import os
import signal
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")


def main(name: str, times: str, target: str, database: str, roots: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from portal.core import backup

    connection.settings_dict["NAME"] = database
    for setting, root in json.loads(roots).items():
        setattr(settings, setting, Path(root))
    original, calls = getattr(backup, name), []

    def dies(*args):
        calls.append(args)
        if len(calls) == int(times):
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args)

    setattr(backup, name, dies)
    backup.make_backup(Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
