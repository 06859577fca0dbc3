"""A sheet to draw on in the shapes of the house, circle, arch and straight water; and the stills of films."""

from io import BytesIO

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

INK, WATER, PALE, SKY, SAND, BRICK, ROSE, SUN, WHITE = (
    "#0d2a31",
    "#0b5563",
    "#93c1c7",
    "#e2eff0",
    "#f6f1e7",
    "#c4573a",
    "#e8a48f",
    "#f7c531",
    "#ffffff",
)
TWICE = 2  # drawn twice as large, then made smaller: no jagged edges
FONT = "build/fonts/schibsted-grotesk-latin-700-normal.woff2"


class Sheet:
    """Measures are those of the finished picture, from its upper left corner."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height, self.ground = width, height, ground
        self._image = Image.new("RGB", (width * TWICE, height * TWICE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self._draw.ellipse(_box(x - radius, y - radius, x + radius, y + radius), fill=fill)

    def half(self, x: float, y: float, radius: float, fill: str, *, upper: bool = True) -> None:
        start, end = (180, 360) if upper else (0, 180)
        self._draw.pieslice(_box(x - radius, y - radius, x + radius, y + radius), start, end, fill=fill)

    def stone(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """A piece of an arch around (x, y), from one angle to another; 180 is left, 360 right."""
        self._draw.pieslice(_box(x - radius, y - radius, x + radius, y + radius), start, end, fill=fill)

    def bar(self, left: float, top: float, right: float, bottom: float, fill: str, *, round_by: float = 0) -> None:
        self._draw.rounded_rectangle(_box(left, top, right, bottom), round_by * TWICE, fill=fill)

    def person(self, x: float, y: float, fill: str, size: float = 1.0) -> None:
        """Who stands at (x, y): a circle on an arch, all equally tall."""
        self.half(x, y - 46 * size, 24 * size, fill)
        self.bar(x - 24 * size, y - 46 * size, x + 24 * size, y, fill)
        self.disc(x, y - 90 * size, 17 * size, fill)

    def words(self, text: str, x: float, y: float, size: int, fill: str, *, wide: int) -> None:
        """Below each other, at most `wide` characters on a line."""
        lines = [""]
        for word in text.split():
            fits = len(lines[-1]) + len(word) < wide
            lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
        font = ImageFont.truetype(str(finders.find(FONT)), size * TWICE)
        for number, line in enumerate(lines):
            self._draw.text((x * TWICE, (y + number * size * 1.2) * TWICE), line, font=font, fill=fill)

    def image(self) -> Image.Image:
        return self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)


def still(words: str, shape: str, part: float, width: int = 640, height: int = 360) -> Image.Image:
    """One moment of a film: `part` from 0 to 1 says how far the circle came."""
    sheet = Sheet(width, height, SKY)
    sheet.bar(0, height * 0.72, width, height, PALE)
    if shape in ("arch", "bridge"):
        for centre in (width / 2,) if shape == "arch" else (width * 0.3, width * 0.7):
            radius = 120 if shape == "arch" else 90
            sheet.half(centre, height * 0.72, radius, BRICK)
            sheet.half(centre, height * 0.72, radius * 0.6, SKY)
    elif shape == "circle":
        sheet.disc(width / 2, height * 0.5, 70 + 20 * part, WATER)
    else:
        for number in range(5):
            sheet.disc(110 + number * 105, height * 0.6 - number * 14, 16, WATER)
    x = 90 + part * (width - 180)
    sheet.disc(x, height * 0.62 - 60 * (1 - (2 * part - 1) ** 2), 18, SUN)
    sheet.words(words, 40, 28, 26, INK, wide=38)
    return sheet.image()


def png_of(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _box(*sides: float) -> list[float]:
    return [side * TWICE for side in sides]
