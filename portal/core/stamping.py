"""A line at the foot of every page of a PDF, in a process of its own: no PDF library in a web worker (laws 11 and 18).

`python -m portal.core.stamping PATH LINE SECONDS MEGABYTES` writes the stamped file to its standard output.
"""

import math
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from portal.core.file_checks.isolated import PROJECT, kept_environment, limit

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

SIZE, SMALLEST = 8.0, 4.0  # points
MARGIN = 18.0
WIDE = 0.55  # of the size: what a letter of Helvetica takes on average, and a little more


class NotStamped(Exception):
    """The file is no PDF that can be opened, is gone, or takes too long."""


def stamped(path: Path, line: str, *, seconds: float = 15, megabytes: int = 768) -> bytes:
    """This PDF with `line` at the foot of each page; pages, tags and reading order stay. Raises NotStamped."""
    limits = [str(math.ceil(seconds)), str(megabytes)]
    command = [sys.executable, "-m", "portal.core.stamping", str(path), line, *limits]
    try:
        answer = subprocess.run(
            command, cwd=PROJECT, env=kept_environment(), capture_output=True, timeout=seconds * 3, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotStamped from error
    if answer.returncode or not answer.stdout.startswith(b"%PDF"):
        raise NotStamped(answer.stderr[-2000:].decode(errors="replace"))
    return answer.stdout


# --- Inside the process --------------------------------------------------------------------------------------------


def stamp(path: Path, line: str, out) -> None:
    import pikepdf

    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            _stamp_page(pdf, page, line)
        pdf.save(out, deterministic_id=True)


def _stamp_page(pdf: "Pdf", page: "Page", line: str) -> None:
    """What was drawn before is closed off, so that it cannot move or colour ours; readers aloud pass ours over."""
    from pikepdf import Dictionary, Name

    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    _own_resources(page)
    name = page.add_resource(pdf.make_indirect(font), Name.Font)
    page.contents_add(b"q", prepend=True)
    page.contents_add(_drawing(page, line, str(name)))


def _own_resources(page: "Page") -> None:
    """Fonts and pictures that a page has from above stay its own when it gets a font of ours."""
    from pikepdf import Dictionary, Name

    above: Object = page.obj
    while Name.Resources not in above and Name.Parent in above:
        above = above.Parent
    inherited = above.get(Name.Resources, Dictionary())
    page.obj.Resources = Dictionary(dict(inherited.items()))
    if Name.Font in page.obj.Resources:
        page.obj.Resources.Font = Dictionary(dict(page.obj.Resources.Font.items()))


def _drawing(page: "Page", line: str, font: str) -> bytes:
    left, bottom, right, top = (float(side) for side in page.cropbox)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    width, height = (right - left, top - bottom) if turned % 180 == 0 else (top - bottom, right - left)
    #: From the foot of the page as its reader sees it to the page as it lies in the file.
    lies = {
        0: (1, 0, 0, 1, left, bottom),
        90: (0, 1, -1, 0, right, bottom),
        180: (-1, 0, 0, -1, right, top),
        270: (0, -1, 1, 0, left, top),
    }[turned // 90 * 90]
    text = _latin(line)
    size = max(SMALLEST, min(SIZE, (width - 2 * MARGIN) / (WIDE * max(1, len(text)))))
    high = size * 1.6
    matrix = " ".join(f"{number:g}" for number in lies)
    words = text.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    back = f"1 1 1 rg 0 0 {width:g} {high:g} re f 0.043 0.333 0.388 rg"
    return b"".join(
        [
            f"\nQ /Artifact <</Type /Pagination /Subtype /Footer>> BDC q {matrix} cm {back} ".encode(),
            f"BT {font} {size:g} Tf {MARGIN:g} {size * 0.5:g} Td (".encode(),
            words,
            b") Tj ET Q EMC\n",
        ]
    )


def _latin(line: str) -> bytes:
    """What the font of every reader knows; other letters by their nearest."""
    from anyascii import anyascii

    def one(letter: str) -> bytes:
        try:
            return letter.encode("cp1252")
        except UnicodeEncodeError:
            return anyascii(letter).encode("cp1252", "replace")

    return b"".join(one(letter) for letter in line if letter.isprintable())


if __name__ == "__main__":
    path, line, *limits = sys.argv[1:]
    limit(*(int(number) for number in limits))
    stamp(Path(path), line, sys.stdout.buffer)
