from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.core import backup


class Command(BaseCommand):
    help = "Maakt een reservekopie van de database en de bestanden in een nieuwe map."

    def add_arguments(self, parser) -> None:
        parser.add_argument("directory", type=Path, help="de map die de reservekopie wordt; mag nog niet bestaan")

    def handle(self, *, directory: Path, **options) -> None:
        try:
            manifest = backup.make_backup(directory)
        except backup.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        size = sum(part["size"] for part in manifest["parts"].values())
        self.stdout.write(f"Reservekopie gemaakt: {directory} ({size / 1_000_000:.1f} MB).")
        for name in manifest["missing_files"]:
            self.stderr.write(f"Dit bestand was er al niet meer: {name}")
