"""Adds thousands of members and plans to the demo network, to see and measure how the portal bears them."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.home.demo_network import build
from portal.home.demo_network.growth import grow


class Command(BaseCommand):
    help = "Laat het voorbeeldnetwerk groeien. Een tweede keer voegt alleen toe wat nog ontbreekt."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--organisations", type=int, default=5000, help="members to have grown to")
        parser.add_argument("--plans", type=int, default=10_000, help="submitted versions of plans among them")

    def handle(self, *, organisations: int, plans: int, **options) -> None:
        if not settings.DEMO:
            raise CommandError("This command needs portal.settings.demo.")
        if not build.is_built():
            raise CommandError("There is no demo network yet: run the command demo first.")
        if organisations < 1:
            raise CommandError("--organisations must be 1 or more.")
        added = grow(organisations, plans, lambda what: self.stdout.write(f"  {what}"))
        self.stdout.write(f"{added} organisaties toegevoegd")
