from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from surveys.checking import faults_of_release
from surveys.models import Release


class Command(BaseCommand):
    help = "Checks outcomes again without a solver: their bytes, their hash, and that every answer stays open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("years", nargs="*", type=int, help="of all rounds when none is named")

    def handle(self, *args, **options) -> None:
        releases = Release.objects.filter(made_at__isnull=False).select_related("round").order_by("round__year")
        if options["years"]:
            releases = releases.filter(round__year__in=options["years"])
        wrong = 0
        for release in releases:
            faults = faults_of_release(release)
            wrong += bool(faults)
            erased = release.round.participations.filter(erased_at__isnull=False).count()
            note = f", {erased} answers erased since" if erased else ""
            self.stdout.write(f"{release.round.year} {release.sha256[:16]} {'WRONG' if faults else 'right'}{note}")
            for fault in faults:
                self.stdout.write(f"  {fault}")
        if not releases:
            raise CommandError("There are no outcomes to check.")
        if wrong:
            raise CommandError(f"{wrong} releases are not what they should be.")
