"""Reading a file with areas: TopoJSON or GeoJSON, in degrees (WGS84) or metres (RD). Knows no database.

Everything that is wrong is found at once and said in sentences for whoever has to mend the file.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field

Point = tuple[float, float]
Ring = list[Point]

CODE = re.compile(r"^GM[0-9]{4}$")
CODES = ("statcode", "code", "gemeentecode", "gm_code", "id")
NAMES = ("statnaam", "name", "naam", "gemeentenaam", "gm_naam")
PROVINCES = ("province", "provincie", "provincienaam", "provinciecode", "pv_code")
DEGREES = (3.0, 50.5, 7.5, 53.9)  # west, south, east, north of the Netherlands
METRES = (-10_000.0, 290_000.0, 310_000.0, 640_000.0)
MOST_PROBLEMS = 20  # sentences; what is wrong in every area is clear by then


class BrokenFile(Exception):
    """`problems`: sentences in Dutch, each about one thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        more = len(problems) - MOST_PROBLEMS
        self.problems = problems[:MOST_PROBLEMS] + ([f"En nog {more} andere fouten."] if more > 0 else [])
        super().__init__(" ".join(self.problems))


@dataclass
class Area:
    """One municipality of a file: rings of points in the plane, north up, outer rings and holes alike."""

    code: str
    name: str = ""
    province: str = ""
    rings: list[Ring] = field(default_factory=list)


def read(text: str) -> list[Area]:
    """The municipalities of a file, by code. Raises BrokenFile with everything that is wrong."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile([f"Dit is geen JSON-bestand: {error}."]) from error
    kind = data.get("type") if isinstance(data, dict) else None
    problems: list[str] = []
    if kind == "Topology":
        areas = _of_topology(data, problems)
    elif kind == "FeatureCollection":
        areas = _of_features(data, problems)
    else:
        raise BrokenFile(["Dit is geen TopoJSON en geen GeoJSON: bovenaan hoort Topology of FeatureCollection."])
    problems += [
        f"{code} staat {n} keer in het bestand." for code, n in Counter(a.code for a in areas).items() if n > 1
    ]
    if not areas and not problems:
        problems.append("In dit bestand staat geen enkele gemeente.")
    if not problems:
        _to_plane(areas, problems)
    if problems:
        raise BrokenFile(problems)
    return sorted(areas, key=lambda area: area.code)


# --- TopoJSON --------------------------------------------------------------------------------------------------


def _of_topology(data: dict, problems: list[str]) -> list[Area]:
    try:
        arcs = _arcs(data)
        objects = [_geometries(thing) for thing in data["objects"].values()]
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
        raise BrokenFile(["De lijnen in deze TopoJSON zijn niet te lezen."]) from error
    with_codes = [found for found in objects if any(_code(geometry) for geometry in found)]
    if len(with_codes) != 1:
        raise BrokenFile([f"Er horen gemeenten in één laag te staan. Nu staan ze in {len(with_codes)} lagen."])
    areas = []
    for number, geometry in enumerate(with_codes[0], start=1):
        area = _area(geometry, geometry.get("properties"), number, problems)
        for ring in _rings(geometry, area.code, problems):
            try:
                area.rings.append(_stitched(ring, arcs))
            except (TypeError, IndexError):
                problems.append(f"{area.code} verwijst naar een lijn die er niet is.")
            except ValueError as error:
                problems.append(f"{area.code}: {error}")
        areas.append(area)
    return areas


def _geometries(thing: dict) -> list[dict]:
    return list(thing["geometries"]) if thing.get("type") == "GeometryCollection" else [thing]


def _arcs(data: dict) -> list[Ring]:
    """The lines with real coordinates: those of a quantised file are steps on a grid."""
    transform = data.get("transform")
    if not transform:
        return [[(float(p[0]), float(p[1])) for p in arc] for arc in data["arcs"]]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    found = []
    for arc in data["arcs"]:
        x = y = 0
        line = []
        for point in arc:
            x, y = x + point[0], y + point[1]
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def _stitched(indexes: list[int], arcs: list[Ring]) -> Ring:
    """A ring of lines that follow each other; a negative number is a line the other way round."""
    ring: Ring = []
    for index in indexes:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        if ring and ring[-1] != line[0]:
            raise ValueError("twee lijnen van de grens sluiten niet op elkaar aan.")
        ring += line[1:] if ring else line
    return _closed(ring)


# --- GeoJSON ---------------------------------------------------------------------------------------------------


def _of_features(data: dict, problems: list[str]) -> list[Area]:
    features = data.get("features")
    if not isinstance(features, list):
        raise BrokenFile(["In deze GeoJSON staat geen lijst met gemeenten (features)."])
    areas = []
    for number, feature in enumerate(features, start=1):
        feature = feature if isinstance(feature, dict) else {}
        geometry = feature.get("geometry")
        geometry = geometry if isinstance(geometry, dict) else {}
        area = _area(feature, feature.get("properties"), number, problems)
        for ring in _rings(geometry, area.code, problems):
            try:
                area.rings.append(_closed([(float(p[0]), float(p[1])) for p in ring]))
            except (TypeError, IndexError):
                problems.append(f"{area.code} heeft een punt zonder twee getallen.")
            except ValueError as error:
                problems.append(f"{area.code}: {error}")
        areas.append(area)
    return areas


# --- Both ------------------------------------------------------------------------------------------------------


def _area(holder: dict, properties: object, number: int, problems: list[str]) -> Area:
    facts = {str(key).lower(): value for key, value in properties.items()} if isinstance(properties, dict) else {}
    code = _code(holder)
    if not code:
        problems.append(f"Gebied nummer {number} heeft geen gemeentecode van GM met 4 cijfers.")
    name, province = (_first(facts, keys) for keys in (NAMES, PROVINCES))
    return Area(code=code or f"Gebied {number}", name=" ".join(name.split()), province=province)


def _code(holder: dict) -> str:
    properties = holder.get("properties")
    facts = {str(key).lower(): value for key, value in properties.items()} if isinstance(properties, dict) else {}
    codes = (str(facts.get(key) or "") for key in CODES)
    return next((code for code in (*codes, str(holder.get("id", ""))) if CODE.match(code)), "")


def _first(facts: dict, keys: tuple[str, ...]) -> str:
    return next((str(facts[key]) for key in keys if facts.get(key)), "")


def _rings(geometry: dict, code: str, problems: list[str]) -> list:
    """The rings of a polygon or of several, as lists of points or of lines."""
    kind = geometry.get("type")
    parts = geometry.get("arcs", geometry.get("coordinates"))
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(parts, list) or not parts:
        problems.append(f"{code} heeft geen vlak (Polygon of MultiPolygon).")
        return []
    rings = parts if kind == "Polygon" else [ring for polygon in parts if isinstance(polygon, list) for ring in polygon]
    broken = [ring for ring in rings if not isinstance(ring, list) or not ring]
    problems += [f"{code} heeft een lege grens."] * bool(broken)
    return [ring for ring in rings if ring not in broken]


def _closed(ring: Ring) -> Ring:
    """Without its last point, which is the first again."""
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in ring):
        raise ValueError("een punt is geen getal.")
    if ring[0] != ring[-1]:
        raise ValueError("de grens is niet gesloten.")
    if len(set(ring)) < 3:
        raise ValueError("een grens heeft minder dan 3 punten.")
    return ring[:-1]


def _to_plane(areas: list[Area], problems: list[str]) -> None:
    """Degrees become a plane in which a step east is as long as a step north; metres are one already."""
    points = [point for area in areas for ring in area.rings for point in ring]
    if all(_inside(point, DEGREES) for point in points):
        narrow = math.cos(math.radians(52.2))
        for area in areas:
            area.rings = [[(x * narrow, y) for x, y in ring] for ring in area.rings]
        return
    if not all(_inside(point, METRES) for point in points):
        outside = [
            a.code for a in areas for r in a.rings for p in r if not _inside(p, DEGREES) and not _inside(p, METRES)
        ]
        where = ", ".join(sorted(set(outside))[:5]) or "graden en meters staan door elkaar"
        problems.append(f"Er liggen punten buiten Nederland: {where}. Gebruik graden (WGS84) of meters (RD).")


def _inside(point: Point, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north
