from django.core.management.base import BaseCommand

from portal.core import search


class Command(BaseCommand):
    help = "Vult de zoektabel opnieuw. Nodig na een nieuwe versie van PostgreSQL, of als zoeken iets mist."

    def handle(self, **options) -> None:
        for kind, count in search.index_again().items():
            self.stdout.write(f"{kind}: {count}")
