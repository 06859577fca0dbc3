"""Migrates and builds the demo network once; `python -m portal.home.demo_network` serves it."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.home.demo_network import build


class Command(BaseCommand):
    help = "Bouwt het voorbeeldnetwerk, als het er nog niet is."
    requires_system_checks: list[str] = []  # make check runs them

    def handle(self, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This command needs portal.settings.demo.")
        self.say("Database klaarzetten")
        call_command("migrate", verbosity=0, interactive=False)
        if not build.is_built():
            self.say("Voorbeeldnetwerk bouwen (dit gebeurt één keer)")
            build.build(lambda what: self.say(f"  {what}"))

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
