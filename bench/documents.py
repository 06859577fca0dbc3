"""Documents to measure with, each in a process of its own, so that the memory is theirs alone.

python -m bench.documents pdf PATH text|pictures BYTES   writes a PDF of about that size
python -m bench.documents check PATH                     has it checked as a file that somebody sends
python -m bench.documents make letter|dossier PLAN       makes it, as the worker would
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

PAGES = 100


def pdf(path: str, kind: str, size: str) -> None:
    """A hundred pages, each with so much to draw or one picture; random, so it is as large packed as we say."""
    import pikepdf
    from pikepdf import Dictionary, Name

    document = pikepdf.new()
    for _ in range(PAGES):
        page = document.add_blank_page().obj
        noise = os.urandom(int(size) // PAGES)
        if kind == "text":
            page.Contents = document.make_stream(b"BT /F1 12 Tf <" + noise.hex().encode() + b"> Tj ET")
        else:
            picture = document.make_stream(
                noise,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=len(noise) // 300,
                Height=100,
                ColorSpace=Name.DeviceRGB,
                BitsPerComponent=8,
            )
            page.Resources = Dictionary(XObject=Dictionary(Picture=picture))
            page.Contents = document.make_stream(b"q 500 0 0 500 50 200 cm /Picture Do Q")
    document.save(path)


def check(path: str) -> None:
    from portal.core.file_checks import FileRefused, deep_check_isolated

    begin, refused = time.perf_counter(), ""
    try:
        deep_check_isolated(Path(path), "pdf")
    except FileRefused as error:
        refused = error.code
    _say(begin, resource.RUSAGE_CHILDREN, refused=refused)


def make(name: str, plan: str) -> None:
    import django

    django.setup()
    from django.utils import timezone

    from implementation_plans.jobs.dossier import make_for_readers
    from implementation_plans.jobs.letter import letter_pdf
    from implementation_plans.models import Decision

    begin = time.perf_counter()
    if name == "letter":
        size = len(letter_pdf(Decision.objects.filter(version__plan=plan).latest("pk")))
    else:
        with make_for_readers(f"plan:{plan}", timezone.now()).content as archive:
            size = archive.seek(0, 2)
    _say(begin, resource.RUSAGE_SELF, size=size)


def _say(begin: float, whose: int, **found) -> None:
    megabytes = resource.getrusage(whose).ru_maxrss / 1024
    print(json.dumps({"seconds": time.perf_counter() - begin, "megabytes": megabytes} | found))


if __name__ == "__main__":
    {"pdf": pdf, "check": check, "make": make}[sys.argv[1]](*sys.argv[2:])
