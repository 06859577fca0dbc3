from django.core.management.base import BaseCommand, CommandError

from portal.accounts import operations
from portal.accounts.models import User


class Command(BaseCommand):
    help = (
        "Haalt app, passkeys en herstelcodes van iemand weg, na controle wie het is. Die persoon stelt ze opnieuw in."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")

    def handle(self, *, email: str, **options) -> None:
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError("Dit adres heeft geen account.")
        self.stdout.write(f"{operations.reset_second_step(user)} weggehaald; {user} is overal uitgelogd.")
