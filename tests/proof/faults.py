"""What goes wrong in the world: two at once, and a process that dies."""

import threading

from django.db import connections


def together(*calls) -> list:
    """Run calls at the same moment on connections of their own; returns results or exceptions."""
    results: list = [None] * len(calls)
    barrier = threading.Barrier(len(calls))

    def run(index, call):
        barrier.wait()
        try:
            results[index] = call()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(i, c)) for i, c in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


class Killed(BaseException):
    """What a process that dies looks like from inside: nothing after it runs, nothing catches it."""


def killed_before(step: int):
    """A wrapper that dies just before the given statement."""
    sent = 0

    def wrapper(execute, sql, params, many, context):
        nonlocal sent
        sent += 1
        if sent == step:
            raise Killed
        return execute(sql, params, many, context)

    return wrapper
