from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.core import backup


class Command(BaseCommand):
    help = "Zet een reservekopie terug. Controleert eerst alles; stop het portaal en de worker vooraf."
    requires_system_checks: list[str] = []  # the database may still be empty

    def add_arguments(self, parser) -> None:
        parser.add_argument("directory", type=Path, help="de map met de reservekopie")
        parser.add_argument(
            "--replace", action="store_true", help="vervang wat er in de database en bij de bestanden staat"
        )
        parser.add_argument("--verify", action="store_true", help="controleer de reservekopie en verander niets")

    def handle(self, *, directory: Path, replace: bool, verify: bool, **options) -> None:
        try:
            manifest = backup.verify_backup(directory) if verify else backup.restore_backup(directory, replace=replace)
        except backup.BackupRefused as refusal:
            raise CommandError(f"{refusal} Er is niets veranderd.") from refusal
        if verify:
            self.stdout.write(f"Deze reservekopie van {manifest['made_at']} is heel.")
            return
        self.stdout.write(f"Teruggezet: de stand van {manifest['made_at']}. Voer nu manage.py migrate uit.")
        self.stdout.write("Iedereen logt opnieuw in. Links in eerdere e-mails werken niet meer.")
