"""Sends invoices of a test's database, each in a process of its own that dies between the number and the commit.

python -m tests.proof.scratch.killed_sending DATABASE  reads a line {"invoices": [pk, …], "after": [n, …]}: each dies so
many statements after its number was taken, or just before the commit; writes how each ended, -9 when it was killed.
All are forked from one warm process, so that they go at the same moment.
"""

import json
import os
import signal
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")


def main(database: str) -> None:
    import django

    django.setup()
    from django.db import connection

    import portal.urls  # noqa: F401  what sending will need

    connection.settings_dict.update(json.loads(database))
    print("ready", flush=True)
    asked = json.loads(sys.stdin.readline())
    children = [_forked(pk, after) for pk, after in zip(asked["invoices"], asked["after"], strict=True)]
    print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]), flush=True)


def _forked(pk: int, after: int) -> int:
    child = os.fork()
    if not child:
        _send(pk, after)
        os._exit(0)
    return child


def _send(pk: int, after: int) -> None:
    from django.db import connection, transaction

    from membership import operations
    from membership.models import Invoice

    with transaction.atomic(), connection.execute_wrapper(_killing(after)):
        operations.send_invoice(Invoice(pk=pk))
        _die()


def _killing(after: int):
    """SIGKILL so many statements after the counter was raised: nothing is caught, closed or told."""
    seen = []

    def counted(execute, sql, params, many, context):
        if seen or sql.startswith('UPDATE "membership_invoicecounter"'):
            seen.append(sql)
        if len(seen) > after + 1:
            _die()
        return execute(sql, params, many, context)

    return counted


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
