"""make demo: migrate, build the demo network once, serve it with its worker, say where."""

import os
import signal
import subprocess
import sys
import time
import urllib.request

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.home.demo_network import build

ACCOUNTS = [
    ("projectleider@zaanstad.example", "beheerder van een lid in niveau 2"),
    ("adviseur@platform31.example", "adviseur: leest aanvragen en plannen"),
    ("programmamanager@platform31.example", "beslisser: keurt plannen goed"),
    ("redactie@platform31.example", "redacteur: maakt pagina’s"),
]


class Command(BaseCommand):
    help = "Bouwt het voorbeeldnetwerk en start web en worker."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--build-only", action="store_true", help="build the network and stop")

    def handle(self, *, build_only: bool, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This command needs portal.settings.demo.")
        started = time.monotonic()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Database klaarzetten")
            call_command("migrate", verbosity=0, interactive=False)
        if not build.is_built():
            self.say("Voorbeeldnetwerk bouwen (dit gebeurt één keer)")
            build.build(lambda what: self.say(f"  {what}"))
        if not build_only:
            self.serve(started)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def serve(self, started: float) -> None:
        """Web and worker as children; when one ends or Ctrl-C comes, both end."""
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
        python, port = sys.executable, str(settings.PORT)
        web = [python, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
        web += ["--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "warning", "--preload"]
        worker = [python, "manage.py", "worker"]
        children = [subprocess.Popen(command, env=env, cwd=settings.BASE_DIR) for command in (web, worker)]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self.wait_for(f"http://localhost:{port}/livez", children)
            self.welcome(port, time.monotonic() - started)
            while all(child.poll() is None for child in children):
                time.sleep(0.5)
        except KeyboardInterrupt:
            self.say("\nTot ziens.")
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.wait(timeout=20)

    def wait_for(self, url: str, children: list[subprocess.Popen]) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if any(child.poll() is not None for child in children):
                raise CommandError("The web server or the worker stopped at once; see the lines above.")
            try:
                urllib.request.urlopen(url, timeout=2)  # noqa: S310  our own address
                return
            except OSError:
                time.sleep(0.2)
        raise CommandError(f"No answer at {url} within 60 seconds.")

    def welcome(self, port: str, seconds: float) -> None:
        base = f"http://localhost:{port}"
        self.say(f"\nBrugkring draait op {base}  (na {seconds:.0f} seconden)")
        self.say(f"Inlogcodes en alle e-mail staan in de postbus: {base}/demo/postbus/\n")
        for address, what in ACCOUNTS:
            self.say(f"  {address:<40} {what}")
        self.say(f"\nBeheer: {base}/beheer/   Stoppen: Ctrl-C\n")
