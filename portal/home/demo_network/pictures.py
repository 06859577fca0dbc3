"""Covers and stills of the demo, drawn in the shapes of the house: arch, circle, water, sun."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

INK, WATER, PALE, SKY, SAND, BRICK, SUN, WHITE = (
    "#0d2a31",
    "#0b5563",
    "#93c1c7",
    "#e2eff0",
    "#f6f1e7",
    "#c4573a",
    "#f7c531",
    "#ffffff",
)
GROUNDS = {"water": (WATER, WHITE), "brick": (BRICK, WHITE), "sand": (SAND, INK), "sky": (SKY, INK)}
TWICE = 2  # drawn twice as large, then made smaller: no jagged edges


def cover(title: str, colour: str) -> bytes:
    """A cover in the proportions of A4, as PNG."""
    ground, ink = GROUNDS[colour]
    image, draw = _sheet(640, 905, ground)
    mirror = PALE if ground != PALE else SKY
    _half(draw, 320, 640, 190, BRICK if ground != BRICK else SAND, upper=True)
    _half(draw, 320, 640, 190, mirror, upper=False)
    _half(draw, 320, 640, 96, ground, upper=True)
    _half(draw, 320, 640, 96, ground, upper=False)
    _disc(draw, 500, 480, 34, SUN)
    _lines(draw, title, 56, 70, 46, ink, wide=24)
    return _png(image)


def still(words: str, shape: str, part: float, width: int = 640, height: int = 360) -> Image.Image:
    """One moment of a film: `part` from 0 to 1 says how far the circle came."""
    image, draw = _sheet(width, height, SKY)
    x = 90 + part * (width - 180)
    draw.rectangle(_box(0, height * 0.72, width, height), fill=PALE)
    if shape in ("arch", "bridge"):
        for centre in (width / 2,) if shape == "arch" else (width * 0.3, width * 0.7):
            radius = 120 if shape == "arch" else 90
            _half(draw, centre, height * 0.72, radius, BRICK, upper=True)
            _half(draw, centre, height * 0.72, radius * 0.6, SKY, upper=True)
    elif shape == "circle":
        _disc(draw, width / 2, height * 0.5, 70 + 20 * part, WATER)
    else:
        for number in range(5):
            _disc(draw, 110 + number * 105, height * 0.6 - number * 14, 16, WATER)
    _disc(draw, x, height * 0.62 - 60 * (1 - (2 * part - 1) ** 2), 18, SUN)
    _lines(draw, words, 40, 28, 26, INK, wide=38)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def png_of(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _sheet(width: int, height: int, ground: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (width * TWICE, height * TWICE), ground)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    return png_of(image.resize((image.width // TWICE, image.height // TWICE), Image.Resampling.LANCZOS))


def _box(*sides: float) -> list[float]:
    return [side * TWICE for side in sides]


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str) -> None:
    draw.ellipse(_box(x - radius, y - radius, x + radius, y + radius), fill=fill)


def _half(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: str, *, upper: bool) -> None:
    start, end = (180, 360) if upper else (0, 180)
    draw.pieslice(_box(x - radius, y - radius, x + radius, y + radius), start, end, fill=fill)


def _lines(draw: ImageDraw.ImageDraw, text: str, x: float, y: float, size: int, fill: str, *, wide: int) -> None:
    """Words below each other, at most `wide` characters on a line."""
    lines = [""]
    for word in text.split():
        lines = [*lines, word] if len(lines[-1]) + len(word) >= wide else [*lines[:-1], f"{lines[-1]} {word}".strip()]
    font = ImageFont.load_default(size * TWICE)
    for number, line in enumerate(lines):
        draw.text((x * TWICE, (y + number * size * 1.25) * TWICE), line, font=font, fill=fill)
