"""A line at the foot of every page of a PDF: in a job, and there in a process of its own (laws 11 and 18).

`python -m portal.core.stamping PATH LINE FONT SECONDS MEGABYTES` writes the stamped file to its standard output.
"""

import io
import math
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.core.file_checks.isolated import PROJECT, kept_environment, limit

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from pikepdf import Object, Page, Pdf

FONT = "build/fonts/source-sans-3-latin-400-normal.woff2"
SIZE, SMALLEST = 8.0, 4.0  # points
MARGIN = 18.0
CODES = range(32, 256)  # of the letters that a plain font of a PDF can name


class NotStamped(Exception):
    """The file is no PDF that can be opened, is gone, or takes too long."""


def stamped(path: Path, line: str, *, seconds: float = 15, megabytes: int = 768) -> bytes:
    """This PDF with `line` at the foot of each page; pages, tags and reading order stay. Raises NotStamped.

    The line brings its own letters, so a PDF/UA file is still one. Takes half a second, and more with many pages.
    """
    from django.contrib.staticfiles import finders  # not in the process of its own

    limits = [str(math.ceil(seconds)), str(megabytes)]
    command = [sys.executable, "-m", "portal.core.stamping", str(path), line, str(finders.find(FONT)), *limits]
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


@dataclass(frozen=True)
class Line:
    """What is written, in the codes of its font, and how wide that is in a size of one point."""

    codes: bytes
    width: float
    font: "Object"


def stamp(path: Path, line: str, font: Path, out) -> None:
    import pikepdf

    with pikepdf.open(path) as pdf:
        ready = _line(pdf, line, font)
        for page in pdf.pages:
            _stamp_page(page, ready)
        pdf.save(out, deterministic_id=True)


def _line(pdf: "Pdf", line: str, path: Path) -> Line:
    """The line and the few letters of the font that it needs, once in the file for all pages."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(path)
    codes = _codes(line, set(font.getBestCmap()))
    cutter = subset.Subsetter()
    cutter.populate(text=codes.decode("cp1252"))
    cutter.subset(font)
    font.flavor = None
    widths = _widths(font)
    return Line(codes, sum(widths[code - CODES.start] for code in codes) / 1000, _embedded(pdf, font, widths))


def _codes(line: str, known: set[int]) -> bytes:
    """Each letter that the font has; others by their nearest."""
    from anyascii import anyascii

    def one(letter: str) -> bytes:
        try:
            code = letter.encode("cp1252") if ord(letter) in known else b""
        except UnicodeEncodeError:
            code = b""
        return code or anyascii(letter).encode("ascii", "replace")

    return b"".join(one(letter) for letter in line if letter.isprintable())


def _widths(font: "TTFont") -> list[int]:
    """In thousandths of the size, for each of CODES; 0 for a letter that the line does not need."""
    letters, advances, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    meant = [bytes([code]).decode("cp1252", "ignore") for code in CODES]
    names = [letters.get(ord(letter)) if letter else None for letter in meant]
    return [round(advances[name][0] * 1000 / units) if name else 0 for name in names]


def _embedded(pdf: "Pdf", font: "TTFont", widths: list[int]) -> "Object":
    from pikepdf import Array, Dictionary, Name, Stream

    buffer = io.BytesIO()
    font.save(buffer)
    head, lines = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    name = Name("/PORTAL+SourceSans3-Regular")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,  # letters of the Latin alphabet
        FontBBox=Array([round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]),
        ItalicAngle=0,
        Ascent=round(lines.ascent * scale),
        Descent=round(lines.descent * scale),
        CapHeight=660,
        StemV=80,
        FontFile2=Stream(pdf, buffer.getvalue(), Length1=buffer.tell()),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            Encoding=Name.WinAnsiEncoding,
            FirstChar=CODES.start,
            LastChar=CODES.stop - 1,
            Widths=Array(widths),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def _stamp_page(page: "Page", line: Line) -> None:
    """What was drawn before is closed off, so that it cannot move or colour ours; readers aloud pass ours over."""
    from pikepdf import Name

    _own_resources(page)
    name = page.add_resource(line.font, Name.Font)
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


def _drawing(page: "Page", line: Line, font: str) -> bytes:
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
    size = max(SMALLEST, min(SIZE, (width - 2 * MARGIN) / max(1.0, line.width)))
    high = size * 1.6
    matrix = " ".join(f"{number:g}" for number in lies)
    words = line.codes.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    back = f"1 1 1 rg 0 0 {width:g} {high:g} re f 0.043 0.333 0.388 rg"
    return b"".join(
        [
            f"\nQ /Artifact <</Type /Pagination /Subtype /Footer>> BDC q {matrix} cm {back} ".encode(),
            f"BT {font} {size:g} Tf {MARGIN:g} {size * 0.5:g} Td (".encode(),
            words,
            b") Tj ET Q EMC\n",
        ]
    )


if __name__ == "__main__":
    path, line, font, *limits = sys.argv[1:]
    limit(*(int(number) for number in limits))
    stamp(Path(path), line, Path(font), sys.stdout.buffer)
