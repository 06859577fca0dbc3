"""The yearly file of municipalities: everything or nothing, said before it is done; and the map that comes of it."""

import csv
import gzip
import io
import json
import math
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from membership.algorithms import areas as files
from membership.algorithms.outlines import HEIGHT, WIDTH, outlines
from membership.models import Municipality
from membership.operations import create_organisation, open_term, update_organisation
from membership.operations import municipalities as operations
from portal.core.models import AuditEntry, Notification
from portal.core.notifications import letter_for
from tests.factories import MunicipalityFactory, TownFactory, member, site, staff
from tests.membership.topologies import FOUR, THREE, A, B, C, Country, D, ragged
from tests.people import client_of

pytestmark = pytest.mark.django_db
FROM = date(2026, 1, 1)
LATER = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def home():
    return site()


def imported(country: Country = FOUR, *, on: date = FROM, **successors: str) -> operations.Difference:
    areas = files.read(country.text())
    return operations.import_municipalities(areas, on=on, successors=successors, by=None)


def run(tmp_path, text: str, *arguments: str) -> str:
    file = tmp_path / "gemeenten.json"
    file.write_text(text)
    out = StringIO()
    call_command("import_municipalities", str(file), *arguments, stdout=out)
    return out.getvalue()


def municipality(name: str, code: str = "", **facts):
    organisation = create_organisation(
        name, kind="municipality", province="ut", municipality_code=code, by=None, **facts
    )
    open_term(organisation, level=1, by=None)
    return organisation


# --- Reading ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["topology", "geojson"])
def test_both_kinds_of_file_give_the_same_outlines(kind):
    areas = files.read(FOUR.text(kind))
    assert [area.code for area in areas] == [A, B, C, D]
    assert [area.name for area in areas] == ["Anloo", "Borculo", "Coevorden", "Doesburg"]
    drawn, other = outlines(areas), outlines(files.read(FOUR.text("topology")))
    assert {code: (o.x, o.y) for code, o in drawn.items()} == {code: (o.x, o.y) for code, o in other.items()}


def test_metres_are_read_as_well_as_degrees():
    file = FOUR.geojson()
    for feature in file["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            polygon[0] = [[x * 20_000, (y - 48) * 100_000] for x, y in polygon[0]]
    assert len(files.read(json.dumps(file))) == 4


def broken(change) -> str:
    file = FOUR.topology()
    change(file, file["objects"]["gemeenten"]["geometries"])
    return json.dumps(file)


BROKEN = {
    "no json": ("{", "geen JSON-bestand"),
    "nested too deep": ("[" * 200_000, "geen JSON-bestand"),
    "another kind": ('{"type": "Feature"}', "geen TopoJSON en geen GeoJSON"),
    "a list": ("[]", "geen TopoJSON en geen GeoJSON"),
    "no municipality": ('{"type": "FeatureCollection", "features": []}', "geen enkele gemeente"),
    "features are no list": ('{"type": "FeatureCollection"}', "geen lijst met gemeenten"),
    "a line that is not there": (broken(lambda f, g: g[0]["arcs"][0][0].append(999)), "een lijn die er niet is"),
    "lines that do not meet": (broken(lambda f, g: g[0]["arcs"][0][0].reverse()), "sluiten niet op elkaar aan"),
    "a border that is open": (broken(lambda f, g: g[0]["arcs"][0][0].pop()), "de grens is niet gesloten"),
    "a line instead of an area": (broken(lambda f, g: g[0].update(type="LineString")), "GM0001 heeft geen vlak"),
    "no geometry": (broken(lambda f, g: g[0].pop("arcs")), "GM0001 heeft geen vlak"),
    "an empty border": (broken(lambda f, g: g[0]["arcs"][0].append([])), "GM0001 heeft een lege grens"),
    "a code twice": (broken(lambda f, g: g[1]["properties"].update(statcode=A)), "GM0001 staat 2 keer"),
    "a code that is none": (broken(lambda f, g: g[1]["properties"].update(statcode="0002")), "Gebied nummer 2 heeft"),
    "no lines": (broken(lambda f, g: f.pop("arcs")), "niet te lezen"),
    "steps that are words": (broken(lambda f, g: f["arcs"][0].append(["x", "y"])), "niet te lezen"),
    "far away": (broken(lambda f, g: f["transform"].update(translate=[104.0, 51.5])), "buiten Nederland"),
    "not a number": (FOUR.text("geojson").replace("4.0", "NaN"), "een punt is geen getal"),
    "two layers": (broken(lambda f, g: f["objects"].update(again=f["objects"]["gemeenten"])), "in 2 lagen"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_in_words_and_changes_nothing(case, tmp_path):
    text, said = BROKEN[case]
    with pytest.raises(CommandError, match="Er is niets veranderd") as refused:
        run(tmp_path, text, "--apply")
    assert said in str(refused.value)
    assert not Municipality.objects.exists()


def test_all_that_is_wrong_is_said_at_once_and_not_endlessly():
    many = [[f"GM{row:02d}{place:02d}" for place in range(8)] for row in range(5)]
    file = Country(*many).geojson()
    for feature in file["features"]:
        feature["geometry"]["type"] = "Point"
    with pytest.raises(files.BrokenFile) as refused:
        files.read(json.dumps(file))
    assert len(refused.value.problems) == 21
    assert refused.value.problems[-1] == "En nog 20 andere fouten."


# --- The difference, and doing it ------------------------------------------------------------------------------


def test_the_command_shows_first_and_writes_with_apply(tmp_path):
    shown = run(tmp_path, FOUR.text(), "--from", "2026-01-01")
    assert "4 nieuw" in shown
    assert "GM0001 Anloo" in shown
    assert "Er is nog niets veranderd." in shown
    assert not Municipality.objects.exists()
    assert "Alles is bewaard." in run(tmp_path, FOUR.text(), "--from", "2026-01-01", "--apply")
    first = Municipality.objects.get(code=A)
    assert (first.name, first.province, first.valid_from, first.valid_to) == ("Anloo", "ut", FROM, None)
    entries = AuditEntry.objects.count()
    assert "Geen verschil" in run(tmp_path, FOUR.text(), "--from", "2026-01-01", "--apply")
    assert AuditEntry.objects.count() == entries, "the same file again writes nothing"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "morgen"), "is geen dag"),
        (("--successor", "Doesburg=Borculo"), "is geen opvolger"),
        (("--successor", f"{D}={D}"), "is geen opvolger"),
        (("--successor", f"{D}={A}", "--successor", f"{D}={B}"), "twee opvolgers"),
        (("--names", "/bestaat/niet.csv"), "niet te openen"),
    ],
)
def test_what_is_said_wrongly_to_the_command_is_refused(tmp_path, arguments, said):
    with pytest.raises(CommandError, match=said):
        run(tmp_path, FOUR.text(), *arguments)


def test_names_and_provinces_come_from_a_list_when_the_file_has_none(tmp_path):
    file = FOUR.topology()
    for geometry in file["objects"]["gemeenten"]["geometries"]:
        geometry["properties"] = {"code": geometry["properties"]["statcode"]}
    with pytest.raises(CommandError, match="Geef een lijst mee met --names"):
        run(tmp_path, json.dumps(file))
    names = tmp_path / "namen.csv"
    names.write_text(
        f"code;name;province\n{A};Anloo;Drenthe\n{B};Borculo;ge\n{C};Coevorden;PV22\n{D};Doesburg;Friesland\n"
    )
    run(tmp_path, json.dumps(file), "--names", str(names), "--apply")
    assert list(Municipality.objects.order_by("code").values_list("province", flat=True)) == ["dr", "ge", "dr", "fr"]
    assert "Geen verschil" in run(tmp_path, json.dumps(file)), "what we know need not be said again"


def test_a_merger_without_its_successor_changes_nothing_at_all(tmp_path):
    imported()
    before = list(Municipality.objects.order_by("pk").values())
    with pytest.raises(CommandError, match=f"--successor {D}=GM"):
        run(tmp_path, THREE.text(), "--from", "2027-01-01", "--apply")
    assert list(Municipality.objects.order_by("pk").values()) == before


def test_a_merger_moves_who_stood_there_and_keeps_what_was(tmp_path):
    imported()
    adviser = staff("adviser")
    stands = municipality("Gemeente Doesburg", D)
    shown = run(tmp_path, THREE.text(), "--from", "2027-01-01", "--successor", f"{D}={B}")
    assert f"{D} Doesburg gaat op in {B}" in shown
    assert "GM0002 Borculo heet nu Borculo-Doesburg" in shown
    assert f"Gemeente Doesburg: {B}" in shown
    run(tmp_path, THREE.text(), "--from", "2027-01-01", "--successor", f"{D}={B}", "--apply")
    ended = Municipality.objects.get(code=D)
    assert (ended.valid_to, ended.merged_into.code, ended.outline) == (LATER, B, "")
    assert Municipality.objects.current(date(2026, 12, 31)).count() == 4
    assert Municipality.objects.current(LATER).count() == 3
    told = Notification.objects.get(recipient=adviser)
    assert letter_for(told).subject == "Doesburg ging op in Borculo-Doesburg"
    assert "staat Gemeente Doesburg op de kaart" in letter_for(told).paragraphs[0]
    stands.refresh_from_db()
    assert (stands.municipality.code, stands.municipality_code) == (B, D), "whose plan it was stays known"
    assert stands.current_term() is not None
    found = Municipality.objects.named_like("borculo")
    assert [m.code for m in found] == [B]
    assert found[0].earlier_names == ["Borculo"]


@pytest.mark.parametrize(
    ("country", "on", "successors", "said"),
    [
        (THREE, LATER, {D: "GM0009"}, "GM0009, de opvolger van GM0004, staat niet in het bestand"),
        (FOUR, LATER, {D: B}, "staat nog in het bestand"),
        (THREE, LATER, {D: B, "GM0009": B}, "GM0009 kennen wij niet"),
        (THREE, date(2025, 1, 1), {D: B}, "wij kennen al een van 01-01-2026"),
        (Country([A, B], [C, D], province="Atlantis"), LATER, {}, "de provincie ‘Atlantis’"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole(country, on, successors, said):
    imported()
    before = list(Municipality.objects.order_by("pk").values())
    with pytest.raises(operations.NotThisFile) as refused:
        imported(country, on=on, **successors)
    assert said in " ".join(refused.value.difference.problems)
    assert list(Municipality.objects.order_by("pk").values()) == before


def test_what_ended_does_not_come_back():
    imported()
    imported(THREE, on=LATER, **{D: B})
    with pytest.raises(operations.NotThisFile) as refused:
        imported(FOUR, on=date(2028, 1, 1))
    assert "ging op in Borculo-Doesburg, maar staat weer" in " ".join(refused.value.difference.problems)


def test_the_database_knows_no_end_without_a_successor():
    imported()
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.filter(code=D).update(valid_to=LATER)


# --- Where organisations stand ---------------------------------------------------------------------------------


def test_organisations_are_linked_by_code_by_name_and_by_town(tmp_path):
    by_code, by_name = municipality("Gemeente Elders", A), municipality("Gemeente Borculo")
    by_town = create_organisation("Stichting Brug", kind="non_profit", province="ut", by=None)
    update_organisation(by_town, town=TownFactory(municipality_code=C), by=None)
    nowhere = create_organisation("Stichting Anloo", kind="non_profit", province="ut", by=None)
    difference = imported()
    assert {(o.name, code) for o, code in difference.linked} == {
        ("Gemeente Elders", A),
        ("Gemeente Borculo", B),
        ("Stichting Brug", C),
    }
    assert difference.unlinked == [nowhere], "a foundation is no municipality, whatever its name"
    for organisation, code in ((by_code, A), (by_name, B), (by_town, C)):
        organisation.refresh_from_db()
        assert organisation.municipality.code == code


def test_a_name_with_a_sign_behind_it_is_found_in_its_own_province():
    here = MunicipalityFactory(name="Bergen (U.)", name_key="bergen (u.)")
    MunicipalityFactory(name="Bergen (L.)", name_key="bergen (l.)", province="li")
    assert municipality("Gemeente Bergen").municipality == here


def test_who_comes_later_is_linked_at_once_also_to_what_a_municipality_merged_into():
    imported()
    imported(THREE, on=LATER, **{D: B})
    assert municipality("Gemeente Doesburg", D).municipality.code == B
    assert municipality("Gemeente Coevorden").municipality.code == C
    later = create_organisation("Stichting Brug", kind="non_profit", province="ut", by=None)
    assert later.municipality is None
    update_organisation(later, town=TownFactory(municipality_code=A), by=None)
    later.refresh_from_db()
    assert later.municipality.code == A


def test_staff_mend_where_an_organisation_stands_and_no_import_undoes_it():
    imported()
    seat = member(name="Gemeente Anloo")
    assert seat.organisation.municipality.code == A
    other = Municipality.objects.get(code=C)
    browser = client_of(staff("adviser"))
    address = f"/beheer/organisaties/{seat.organisation_id}/"
    assert "Op de kaart" in browser.get(address).content.decode()
    assert browser.post(f"{address}gemeente/", {"municipality": other.pk}).status_code == 302
    imported(FOUR)
    seat.organisation.refresh_from_db()
    assert seat.organisation.municipality == other
    assert browser.post(f"{address}gemeente/", {"municipality": "999999"}).status_code == 422
    assert "Gemeente gekozen" in browser.get(address).content.decode()


# --- The map ---------------------------------------------------------------------------------------------------


def test_map_table_and_file_say_the_same():
    imported()
    member(name="Gemeente Anloo")
    member(level=2, name="Gemeente Coevorden")
    page = Client().get("/netwerk/gemeenten/")
    assert "In 2 van de 4 gemeenten werkt een lid. In 1 daarvan werkt een lid in niveau 2." in page.content.decode()
    rows = [(row.municipality.name, row.level, [m.name for m in row.members]) for row in page.context["rows"]]
    assert rows == [("Anloo", 1, ["Gemeente Anloo"]), ("Coevorden", 2, ["Gemeente Coevorden"])]
    file = Client().get("/netwerk/gemeenten.csv").content.decode("utf-8-sig")
    assert [line[1:] for line in csv.reader(io.StringIO(file))][1:] == [
        ["Anloo", "Utrecht", "1", "Gemeente Anloo"],
        ["Coevorden", "Utrecht", "2", "Gemeente Coevorden"],
    ]
    drawing = Client().get("/netwerk/kaart.svg")
    assert drawing.headers["Content-Type"] == "image/svg+xml"
    assert drawing.content.count(b"<circle") == 1
    assert drawing.content.count(b"#96381e") == 1


def test_one_choice_of_province_for_the_table_and_the_file():
    imported()
    member(name="Gemeente Anloo")
    for address in ("/netwerk/gemeenten/", "/netwerk/gemeenten.csv"):
        assert "Gemeente Anloo" in Client().get(f"{address}?provincie=ut").content.decode()
        assert "Gemeente Anloo" not in Client().get(f"{address}?provincie=gr").content.decode()


def test_a_row_names_a_few_members_and_leads_to_the_others():
    imported()
    place = Municipality.objects.get(code=A)
    for n in range(8):
        operations.place_organisation(member(name=f"Stichting {n}").organisation, municipality=place, by=None)
    page = Client().get("/netwerk/gemeenten/").content.decode()
    assert "Stichting 5" in page
    assert "Stichting 6" not in page
    assert "en nog 2 in Anloo" in page
    assert "8 leden gevonden" in Client().get("/netwerk/?q=Anloo").content.decode()
    assert "Stichting 7" in Client().get("/netwerk/gemeenten.csv").content.decode()


def test_without_municipalities_there_is_no_map_and_no_link_to_it():
    member()
    assert "kaart van gemeenten" not in Client().get("/netwerk/").content.decode()
    for address in ("/netwerk/gemeenten/", "/netwerk/gemeenten.csv", "/netwerk/kaart.svg"):
        assert Client().get(address).status_code == 404


def test_the_map_is_kept_until_something_changes(django_assert_num_queries, django_capture_on_commit_callbacks):
    imported()
    member(name="Gemeente Anloo")
    Client().get("/netwerk/kaart.svg")
    with django_assert_num_queries(0):
        assert Client().get("/netwerk/kaart.svg").headers["X-Page-Cache"] == "hit"
    with django_capture_on_commit_callbacks(execute=True):
        member(name="Gemeente Borculo")
    assert Client().get("/netwerk/kaart.svg").content.count(b"#96381e") == 2


def test_a_country_of_real_size_is_a_light_picture(figure):
    """As many municipalities as there are, with some 13,000 points in their borders, a member in each."""
    file = ragged(18)
    operations.import_municipalities(files.read(json.dumps(file)), on=FROM, successors={}, by=None)
    for place in Municipality.objects.all():
        made = create_organisation(
            place.name, kind="municipality", province="ut", municipality_code=place.code, by=None
        )
        open_term(made, level=1, by=None)
    weight = len(gzip.compress(Client().get("/netwerk/kaart.svg").content, 6)) / 1000
    figure(f"map of 324 municipalities, a member in each, {sum(map(len, file['arcs']))} points: {weight:.1f} kB gzip")
    assert weight <= 20


def test_neighbours_share_their_border_after_simplifying():
    """Every step of a border that is not the coast is walked twice, once in each direction."""
    drawn = outlines(files.read(FOUR.text()))
    steps = [step for outline in drawn.values() for step in walked(outline.path)]
    coast = [step for step in steps if (step[1], step[0]) not in steps]
    assert len(steps) == len(set(steps))
    assert all(is_at_the_edge(step) for step in coast)
    assert len(steps) > len(coast)


def walked(path: str) -> list[tuple]:
    import re

    found = []
    for ring in path.split("z")[:-1]:
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        points = [(numbers[0], numbers[1])]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + dx, points[-1][1] + dy))
        found += zip(points, [*points[1:], points[0]], strict=True)
    return found


def is_at_the_edge(step: tuple) -> bool:
    (ax, ay), (bx, by) = step
    xs, ys = {ax, bx}, {ay, by}
    return len(xs) == 1 and xs <= EDGES[0] or len(ys) == 1 and ys <= EDGES[1]


def edges() -> tuple[set[int], set[int]]:
    points = [p for o in outlines(files.read(FOUR.text())).values() for step in walked(o.path) for p in step]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return {min(xs), max(xs)}, {min(ys), max(ys)}


EDGES = edges()


def test_outlines_stay_inside_the_picture_and_their_mark_inside_them():
    for outline in outlines(files.read(json.dumps(ragged(18)))).values():
        points = [p for step in walked(outline.path) for p in step]
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
        assert min(x for x, _ in points) < outline.x < max(x for x, _ in points)
        assert min(y for _, y in points) < outline.y < max(y for _, y in points)
        assert min(math.dist((outline.x, outline.y), p) for p in points) > 3


def test_a_list_of_municipalities_finds_what_it_was_called_before():
    MunicipalityFactory(name="Nieuwstad", earlier_names=["Oud-Veen"], earlier_keys="oud-veen")
    assert Municipality.objects.named_like("Oud-véén").get().name == "Nieuwstad"
