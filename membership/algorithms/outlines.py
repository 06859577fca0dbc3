"""From areas to outlines for a small picture: on a grid, simplified together, so that neighbours still touch.

A border that two areas share is simplified once, whichever of them is drawn first.
"""

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from membership.algorithms.areas import Area, Ring

Cell = tuple[int, int]
Line = list[Cell]

WIDTH, HEIGHT = 560, 660  # of the picture, in steps of the grid
MARGIN = 4
TOLERANCES = (0.9, 1.3, 1.9, 2.7, 4.0, 6.0)  # steps; a bend that is smaller is left out
MOST = 38_000  # characters of all paths together: with a mark in each, less than 20 kB when it is compressed


@dataclass(frozen=True)
class Outline:
    """`path`: for the d of an SVG path, relative whole steps. `x`, `y`: deep inside its largest part."""

    path: str
    x: int
    y: int


def outlines(areas: list[Area]) -> dict[str, Outline]:
    """By code. Parts smaller than a step are left out; of every area at least one part is drawn.

    Borders that are very ragged are simplified more, until the picture is light.
    """
    frame = _frame(areas)
    grids = {area.code: _on_grid(area.rings, frame) for area in areas}
    junctions = _junctions([ring for rings in grids.values() for ring in rings])
    for tolerance in TOLERANCES:
        simplify = partial(_simplified, junctions=junctions, kept={}, tolerance=tolerance)
        lines = {code: _drawn(rings, simplify) for code, rings in grids.items()}
        paths = {code: "".join(map(_path, found)) for code, found in lines.items()}
        if sum(map(len, paths.values())) <= MOST:
            break
    return {
        code: Outline(paths[code], *_middle(max(found, key=lambda line: abs(_surface(line)))))
        for code, found in lines.items()
    }


def _drawn(rings: list[Line], simplify: Callable[[Line], Line]) -> list[Line]:
    lines = [line for ring in rings if len(line := simplify(ring)) >= 3]
    return lines or [_small(rings)]


# --- The grid --------------------------------------------------------------------------------------------------


def _frame(areas: list[Area]) -> tuple[float, float, float, float, float]:
    xs = [x for area in areas for ring in area.rings for x, _y in ring]
    ys = [y for area in areas for ring in area.rings for _x, y in ring]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    room_x, room_y = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(room_x / (wide or 1e-9), room_y / (high or 1e-9))
    return min(xs), max(ys), scale, (WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2


def _on_grid(rings: list[Ring], frame: tuple[float, float, float, float, float]) -> list[Line]:
    """Rings of whole steps without a point twice in a row."""
    west, north, scale, left, top = frame
    found = []
    for ring in rings:
        cells = [(round((x - west) * scale + left), round((north - y) * scale + top)) for x, y in ring]
        found.append(
            [cell for cell, before in zip(cells, [cells[-1], *cells], strict=False) if cell != before] or cells[:1]
        )
    return found


def _junctions(rings: list[Line]) -> set[Cell]:
    """Points where borders part: those have other neighbours than one before and one after."""
    neighbours: dict[Cell, set[Cell]] = defaultdict(set)
    for ring in rings:
        for before, cell in zip([ring[-1], *ring], ring, strict=False):
            if before != cell:
                neighbours[before].add(cell)
                neighbours[cell].add(before)
    return {cell for cell, others in neighbours.items() if len(others) != 2}


# --- Simplifying -----------------------------------------------------------------------------------------------


def _simplified(ring: Line, *, junctions: set[Cell], kept: dict[tuple[Cell, ...], Line], tolerance: float) -> Line:
    fixed = [place for place, cell in enumerate(ring) if cell in junctions]
    if len(fixed) < 2:  # an island, or nearly: two points of its own that do not depend on where it begins
        first = fixed[0] if fixed else ring.index(min(ring))
        far = max(range(len(ring)), key=lambda place: (math.dist(ring[place], ring[first]), ring[place]))
        fixed = sorted({first, far})
    line: Line = []
    for start, end in zip(fixed, [*fixed[1:], fixed[0] + len(ring)], strict=True):
        border = [ring[place % len(ring)] for place in range(start, end + 1)]
        line += _once(border, kept, tolerance)[:-1]
    return line


def _once(border: Line, kept: dict[tuple[Cell, ...], Line], tolerance: float) -> Line:
    """The same border in either direction gets the same points."""
    backwards = border[::-1] < border
    key = tuple(border[::-1] if backwards else border)
    if key not in kept:
        kept[key] = _without_small_bends(list(key), tolerance)
    return kept[key][::-1] if backwards else kept[key]


def _without_small_bends(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker's way, without recursion."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        far, place = max(
            ((_distance(line[i], line[start], line[end]), i) for i in range(start + 1, end)), default=(0.0, 0)
        )
        if far > tolerance:
            keep.add(place)
            waiting += [(start, place), (place, end)]
    return [line[place] for place in sorted(keep)]


def _distance(point: Cell | tuple[float, float], a: Cell, b: Cell) -> float:
    """From a point to the piece of line between a and b."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if not length else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return math.hypot(point[0] - a[0] - along * dx, point[1] - a[1] - along * dy)


def _small(rings: list[Line]) -> Line:
    """What would vanish: a triangle of one step."""
    x, y = rings[0][0]
    return [(x, y - 1), (x + 1, y + 1), (x - 1, y + 1)]


# --- Drawing ---------------------------------------------------------------------------------------------------


def _path(line: Line) -> str:
    """m, and then steps: "m12 30 3-4 2 5z". A minus is a comma by itself."""
    x, y = line[0]
    text = f"M{x} {y}l"
    steps = [(c[0] - b[0], c[1] - b[1]) for b, c in zip(line, line[1:], strict=False)]
    for number, (dx, dy) in enumerate(steps):
        text += f"{'' if number == 0 or dx < 0 else ' '}{dx}{'' if dy < 0 else ' '}{dy}"
    return f"{text}z"


def _surface(line: Line) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, [*line[1:], line[0]], strict=True)) / 2


def _middle(line: Line) -> Cell:
    """The point farthest from any border: the middle of a ragged area may lie in its neighbour, or in the water."""
    west, east = min(x for x, _ in line), max(x for x, _ in line)
    north, south = min(y for _, y in line), max(y for _, y in line)
    best, where = -1.0, (float(line[0][0]), float(line[0][1]))
    step = max(east - west, south - north) / 12 or 1.0
    for _round in range(2):
        centre = where if best >= 0 else ((west + east) / 2, (north + south) / 2)
        reach = 7 if best < 0 else 4
        for i in range(-reach, reach + 1):
            for j in range(-reach, reach + 1):
                point = (centre[0] + i * step, centre[1] + j * step)
                depth = _depth(point, line)
                if depth > best:
                    best, where = depth, point
        step /= 4
    return round(where[0]), round(where[1])


def _depth(point: tuple[float, float], line: Line) -> float:
    """How far inside; -1 outside."""
    x, y = point
    inside, near = False, math.inf
    for a, b in zip(line, [*line[1:], line[0]], strict=True):
        if (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]:
            inside = not inside
        near = min(near, _distance(point, a, b))
    return near if inside else -1.0
