"""Covers of the publications of the demo: each its own drawing, of what it is about."""

import math
from collections.abc import Callable

from portal.home.demo_network.pictures import BRICK, INK, PALE, ROSE, SAND, SKY, SUN, WATER, WHITE, Sheet, png_of

WIDTH, HEIGHT = 640, 905  # the proportions of A4
LINE = 660  # where the water begins
#: Ground, words, water, what mirrors in it, and what bridges are made of where the ground is brick itself.
GROUNDS = {
    "water": (WATER, WHITE, "#1f6773", "#57737a", BRICK),
    "brick": (BRICK, WHITE, "#a8472e", "#cf8c78", SAND),
    "sand": (SAND, INK, "#c3dee1", "#d9b3a6", BRICK),
    "sky": (SKY, INK, "#c3dee1", "#d9b3a6", BRICK),
}
Draw = Callable[[Sheet, str, str, str], None]


def cover(title: str, colour: str, drawing: str = "bridge") -> bytes:
    """As PNG. `drawing`: one of DRAWINGS."""
    ground, ink, water, mirror, stone = GROUNDS[colour]
    sheet = Sheet(WIDTH, HEIGHT, ground)
    DRAWINGS[drawing](sheet, stone, water, mirror)
    sheet.words(title, 56, 64, 54, ink, wide=18)
    return png_of(sheet.image())


def _water(sheet: Sheet, water: str) -> None:
    sheet.bar(0, LINE, WIDTH, HEIGHT, water)
    for left, right, top in ((60, 210, 28), (330, 560, 44), (130, 330, 132), (420, 600, 160), (40, 150, 196)):
        sheet.bar(left, LINE + top, right, LINE + top + 5, PALE, round_by=2)


def _arch(sheet: Sheet, x: float, radius: float, stone: str, mirror: str, hole: tuple[str, str]) -> None:
    """A bridge and its reflection; `hole`: what one sees through it, above and below the line."""
    sheet.half(x, LINE, radius, stone)
    sheet.half(x, LINE, radius, mirror, upper=False)
    sheet.half(x, LINE, radius * 0.55, hole[0])
    sheet.half(x, LINE, radius * 0.55, hole[1], upper=False)


def _bridge(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Two people on the bridge, and the goal of one of them under it."""
    _water(sheet, water)
    _arch(sheet, 320, 220, stone, mirror, (SUN, "#f9dc83"))
    for x, fill in ((286, INK), (354, WATER if sheet.ground != WATER else PALE)):
        sheet.person(x, LINE - 214, fill)


def _half_built(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Four stones of seven lie, one is being laid, two are still to come."""
    _water(sheet, water)
    for number in range(7):
        fill = stone if number < 4 else SUN if number == 4 else WHITE
        start = 180 + number * 180 / 7
        sheet.stone(320, LINE, 230, start + 1, start + 180 / 7 - 1, fill)
        if number < 4:
            sheet.stone(320, LINE, 230, 180 - (number + 1) * 180 / 7 + 1, 180 - number * 180 / 7 - 1, mirror)
    sheet.half(320, LINE, 128, sheet.ground)
    sheet.half(320, LINE, 128, water, upper=False)


def _year(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Twelve months in a circle, of which each is a person on an arch."""
    for month in range(12):
        angle = math.radians(month * 30 - 90)
        x, y = 320 + 210 * math.cos(angle), 590 + 210 * math.sin(angle)
        fill = (stone, PALE, ROSE)[month % 3]
        sheet.disc(x, y, 40, SUN if month == 11 else fill)
    sheet.disc(320, 590, 118, water)
    sheet.half(320, 590, 74, stone)
    sheet.half(320, 590, 74, mirror, upper=False)
    sheet.half(320, 590, 36, water)
    sheet.half(320, 590, 36, water, upper=False)


def _worries(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Of many worries to one step: what people notice first."""
    sheet.disc(320, 600, 230, WHITE)
    worries = [(-120, -90, 26), (-60, -140, 20), (10, -110, 30), (-150, -10, 22), (-85, -30, 34), (-20, -45, 18)]
    worries += [(-130, 70, 28), (-60, 55, 20), (-90, 130, 18), (-20, 120, 24), (60, -150, 16), (-30, 20, 15)]
    for number, (x, y, radius) in enumerate(worries):
        sheet.disc(320 + x, 600 + y, radius, (stone, INK, ROSE, WATER)[number % 4])
    for number in range(5):
        sheet.disc(370 + number * 26, 660 - number * number * 8, 6, PALE)
    sheet.disc(486, 520, 44, SUN)


def _meeting(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Organisations around one table."""
    sheet.disc(320, 600, 120, SAND)
    for number in range(9):
        angle = math.radians(number * 40 - 90)
        x, y = 320 + 212 * math.cos(angle), 600 + 212 * math.sin(angle)
        fill = (WATER, INK, PALE)[number % 3]
        sheet.disc(x, y, 50, SUN if number == 2 else fill)
        sheet.disc(320 + 150 * math.cos(angle), 600 + 150 * math.sin(angle), 22, SUN if number == 2 else fill)


def _steps(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """A hundred days are steps, each a little higher; the goal is one's own."""
    _water(sheet, water)
    for number in range(5):
        left = 60 + number * 96
        sheet.bar(left, LINE - 56 - number * 58, left + 90, LINE, stone if number < 2 else ROSE if number < 4 else PALE)
    sheet.person(90, LINE - 56, INK, 0.8)
    sheet.person(134, LINE - 56, PALE, 0.8)
    sheet.disc(556, LINE - 330, 46, SUN)


def _council(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """A council that asks: people in a half circle, all equally tall."""
    sheet.bar(0, 820, WIDTH, HEIGHT, water)
    for number in range(7):
        angle = math.radians(180 + number * 30)
        x, y = 320 + 230 * math.cos(angle), 800 + 190 * math.sin(angle)
        sheet.person(x, y + 20, (WATER, BRICK, INK)[number % 3])
    sheet.half(320, 820, 96, stone)
    sheet.half(320, 820, 52, SUN)


def _figures(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Values as circles on lines; one's own has the colour of the reader."""
    rows = [(150, 300, 470), (110, 240, 400), (220, 360, 520), (170, 330, 450)]
    for number, (low, middle, high) in enumerate(rows):
        y = 430 + number * 110
        sheet.bar(80, y - 3, 560, y + 3, PALE, round_by=3)
        sheet.bar(low, y - 16, high, y + 16, water, round_by=16)
        sheet.disc(middle, y, 30, SUN if number == 1 else WATER)


def _letter(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """A letter with everything in it, and before it one with a single message."""
    sheet.bar(70, 380, 400, 800, SAND, round_by=18)
    for number in range(11):
        y = 420 + number * 33
        sheet.bar(104, y, 366 - (number * 47) % 90, y + 11, ROSE if number % 3 == 0 else "#5d7a81", round_by=5)
    sheet.bar(270, 500, 570, 850, WHITE, round_by=18)
    sheet.bar(310, 548, 470, 570, WATER, round_by=11)
    sheet.bar(310, 604, 530, 615, PALE, round_by=5)
    sheet.bar(310, 636, 490, 647, PALE, round_by=5)
    sheet.disc(420, 744, 58, SUN)


def _handing_over(sheet: Sheet, stone: str, water: str, mirror: str) -> None:
    """Bridge after bridge: who leaves, hands over."""
    _water(sheet, water)
    for x, radius in ((60, 130), (320, 130), (580, 130)):
        _arch(sheet, x, radius, stone, mirror, (sheet.ground, water))
    sheet.person(270, LINE - 118, PALE)
    sheet.person(370, LINE - 118, INK)
    sheet.disc(320, LINE - 180, 22, SUN)


DRAWINGS: dict[str, Draw] = {
    "bridge": _bridge,
    "half-built": _half_built,
    "year": _year,
    "worries": _worries,
    "meeting": _meeting,
    "steps": _steps,
    "council": _council,
    "figures": _figures,
    "letter": _letter,
    "handing-over": _handing_over,
}
