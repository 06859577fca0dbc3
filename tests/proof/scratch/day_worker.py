"""A worker that lives at a time of its own, on the database of a test: forked from a warm process for each sweep.

Reads lines {"at": moment, "die_before": number of a query or 0}; writes how that worker ended, -9 when it was killed.
"""

import json
import os
import signal
import sys
from datetime import datetime


def main(database: str) -> None:
    import django

    django.setup()
    import time_machine
    from django.core.management import call_command
    from django.db import connection

    import portal.urls  # noqa: F401  what the worker will need

    connection.settings_dict.update(json.loads(database))

    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            moment = time_machine.travel(datetime.fromisoformat(asked["at"]), tick=False)
            with moment, connection.execute_wrapper(_killing(asked["die_before"])):
                call_command("worker", once=True, stdout=sys.stderr)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _killing(before: int):
    """SIGKILL to this process, before so many queries: nothing is caught, closed or told."""
    left = [before]

    def counted(execute, sql, params, many, context):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    return counted


if __name__ == "__main__":
    main(*sys.argv[1:])
