"""Keeps one worker running, as a service manager does; forked from a warm process, so it can be killed often."""

import os

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    import portal.urls  # noqa: F401  what the worker will need

    while True:
        print("worker started", flush=True)
        child = os.fork()
        if not child:
            call_command("worker", sweep=1.0)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
