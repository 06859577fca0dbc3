"""Small made-up countries: squares on a grid that share their borders, as TopoJSON and as GeoJSON."""

import json
import random
from itertools import pairwise

WEST, SOUTH, STEP = 4.0, 51.5, 0.2  # degrees


class Country:
    """`codes`: the code of each square, row by row from the south; the same code twice is one municipality."""

    def __init__(
        self, *rows: list[str], names: dict[str, str] | None = None, province: str = "Utrecht", step: float = STEP
    ) -> None:
        self.squares: dict[str, list[tuple[int, int]]] = {}
        for y, row in enumerate(rows):
            for x, code in enumerate(row):
                self.squares.setdefault(code, []).append((x, y))
        self.names, self.province, self.step = names or {}, province, step

    def facts(self, code: str) -> dict[str, str]:
        return {"statcode": code, "statnaam": self.names.get(code, f"Gemeente {code}"), "provincie": self.province}

    def geojson(self) -> dict:
        features = [
            {
                "type": "Feature",
                "properties": self.facts(code),
                "geometry": {"type": "MultiPolygon", "coordinates": [[self.ring(square)] for square in squares]},
            }
            for code, squares in self.squares.items()
        ]
        return {"type": "FeatureCollection", "features": features}

    def topology(self) -> dict:
        """Each side of a square is a line of its own; who comes second walks it the other way round."""
        arcs: list[list[list[int]]] = []
        known: dict[tuple, int] = {}

        def index(a: tuple[int, int], b: tuple[int, int]) -> int:
            if (b, a) in known:
                return ~known[b, a]
            known[a, b] = len(arcs)
            arcs.append([list(a), [b[0] - a[0], b[1] - a[1]]])
            return known[a, b]

        geometries = []
        for code, squares in self.squares.items():
            polygons = [[[index(a, b) for a, b in pairwise(corners(square))]] for square in squares]
            geometries.append({"type": "MultiPolygon", "arcs": polygons, "properties": self.facts(code)})
        return {
            "type": "Topology",
            "transform": {"scale": [self.step, self.step], "translate": [WEST, SOUTH]},
            "arcs": arcs,
            "objects": {
                "gemeenten": {"type": "GeometryCollection", "geometries": geometries},
                "land": {"type": "GeometryCollection", "geometries": []},
            },
        }

    def ring(self, square: tuple[int, int]) -> list[list[float]]:
        return [[WEST + self.step * x, SOUTH + self.step * y] for x, y in corners(square)]

    def text(self, kind: str = "topology") -> str:
        return json.dumps(getattr(self, kind)())


def corners(square: tuple[int, int]) -> list[tuple[int, int]]:
    x, y = square
    return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]


def ragged(side: int, fine: int = 40) -> dict:
    """A topology of side x side municipalities, with twenty-one crooked steps in each line of their borders."""
    codes = [[f"GM{row:02d}{place:02d}" for place in range(side)] for row in range(side)]
    file, rng = Country(*codes, step=0.13 / fine).topology(), random.Random(9)  # noqa: S311  the same every time
    for arc in file["arcs"]:
        (x, y), (dx, dy) = arc
        steps = [[rng.randrange(-3, 4), rng.randrange(-3, 4)] for _ in range(19)]
        rest = [dx * fine - sum(s[0] for s in steps), dy * fine - sum(s[1] for s in steps)]
        steps.insert(9, [rest[0] // 2, rest[1] // 2])
        arc[:] = [[x * fine, y * fine], *steps, [rest[0] - rest[0] // 2, rest[1] - rest[1] // 2]]
    return file


A, B, C, D = "GM0001", "GM0002", "GM0003", "GM0004"
FOUR = Country([A, B], [C, D], names={A: "Anloo", B: "Borculo", C: "Coevorden", D: "Doesburg"})
THREE = Country([A, B], [C, B], names={A: "Anloo", B: "Borculo-Doesburg", C: "Coevorden"})  # D merged into B
