"""Who came, stayed and left, by year, from terms alone."""

import csv
from datetime import date

import pytest
from django.utils import timezone

from membership import retention
from membership.admin_views.retention import bars
from membership.models import Kind, Term
from tests.factories import FarewellFactory, OrganisationFactory, TermFactory, member, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = date(2027, 6, 15)


def lived(*terms: tuple, kind: str = Kind.MUNICIPALITY, name: str = ""):
    """Terms as (start, end, level, reason); an open one has no end."""
    organisation = OrganisationFactory(kind=kind, **({"name": name} if name else {}))
    for start, end, *rest in terms:
        level, reason = [*rest, *(1, "")[len(rest) :]]
        ended = {"end": end, "ended_at": end and NOW, "end_reason": reason}
        Term.objects.create(organisation=organisation, level=level, start=start, opened_at=NOW, **ended)
    return organisation


def turn(year: int) -> date:
    return date(year, 1, 1)


@pytest.fixture
def network():
    """Six organisations, from 2024 up to the middle of 2027."""
    stays = lived(
        (date(2024, 3, 5), turn(2025)), (turn(2025), turn(2026)), (turn(2026), turn(2027)), (turn(2027), None)
    )
    left_at_new_year = lived((date(2024, 5, 1), turn(2025)), (turn(2025), turn(2026), 1, "opgezegd"))
    FarewellFactory(organisation=left_at_new_year, last_day=date(2025, 12, 31), reason="cost", done_at=NOW)
    raised = member(level=2).organisation
    Term.objects.filter(organisation=raised, level=1).update(start=turn(2025), end=date(2025, 8, 20))
    Term.objects.filter(organisation=raised, level=2).update(start=date(2025, 8, 20))
    came_back = lived(
        (date(2024, 2, 1), date(2025, 3, 11), 1, "geen antwoord op de vraag om te verlengen"),
        (date(2026, 3, 11), None),
        kind=Kind.HOUSING,
        name="Woonstichting Terug",
    )
    in_one_year = lived((date(2026, 4, 1), date(2026, 6, 1)), (date(2026, 9, 1), date(2026, 11, 1)))
    never = lived((date(2025, 5, 5), date(2025, 5, 5)))
    return stays, left_at_new_year, raised, came_back, in_one_year, never


def test_each_year_ties_out_with_the_next(network):
    found = retention.years(2024, 2027, today=TODAY)
    assert [year.row for year in found] == [
        # year, start, joined, back, left, end, kept, %
        [2024, 0, 3, 0, 0, 3, 0, None],
        [2025, 3, 1, 0, 2, 2, 1, 33],
        [2026, 2, 1, 2, 2, 3, 2, 100],
        [2027, 3, 0, 0, 0, 3, 3, 100],
    ]
    for year in found:
        of = year.total
        assert of["start"] + of["joined"] + of["back"] - of["left"] == of["end"]
    for before, after in zip(found, found[1:], strict=False):
        assert before.total["end"] == after.total["start"]


def test_reasons_levels_and_kinds_are_those_of_the_rows(network):
    found = {year.year: year for year in retention.years(2024, 2027, today=TODAY)}
    assert found[2025].by_reason == {"cost": 1, "no_answer": 1}
    assert found[2026].by_reason == {"staff": 2}
    assert dict(found[2025].levels) == {"Niveau 1": [3, 1, 0, 2, 1], "Niveau 2": [0, 0, 0, 0, 1]}
    kinds = dict(found[2026].kinds)
    assert kinds["Woningcorporatie"] == [0, 0, 1, 0, 1]
    for year in found.values():
        for what in ("start", "joined", "back", "left", "end"):
            assert sum(year.by_level[what, level] for level in (1, 2)) == year.total[what], (year.year, what)


def test_who_came_back_has_a_gap_and_who_left_a_last_day(network):
    moved = retention.moves(2026, today=TODAY)
    back = {(move.name, move.gap) for move in moved if move.what == "back"}
    assert ("Woonstichting Terug", 365) in back
    (left,) = [move for move in retention.moves(2025, today=TODAY) if move.reason == "cost"]
    assert (left.day, left.level) == (date(2025, 12, 31), 1)


def test_whose_last_day_is_today_left_and_a_planned_end_did_not():
    lived((date(2026, 1, 1), date(2027, 6, 16)))
    lived((date(2026, 1, 1), date(2027, 6, 17)))
    (year,) = retention.years(2027, 2027, today=TODAY)
    assert (year.total["start"], year.total["left"], year.total["end"]) == (2, 1, 1)


def test_an_empty_network_has_one_empty_year():
    known = retention.years_known(TODAY)
    assert known == [2027]
    (year,) = retention.years(2027, 2027, today=TODAY)
    assert year.row == [2027, 0, 0, 0, 0, 0, 0, None]
    assert [bar.height for bar in bars([year])] == [0]


def test_the_page_the_picture_and_the_file_say_the_same(network):
    site()
    desk = client_of(staff("adviser"))
    page = desk.get("/beheer/verloop/?jaar=2025").content.decode()
    assert "2025 begon met 3 leden. Nieuw: 1. Terug: 0. Weg: 2. Het jaar eindigde met 2." in page
    assert "Van wie er aan het begin waren, bleef 33%." in page
    assert "Het kost te veel" in page
    rows = list(csv.reader(desk.get("/beheer/verloop/verloop.csv").content.decode().splitlines()))
    assert rows[2] == ["2025", "3", "1", "0", "2", "2", "1", "33"]
    for year in ("1999", "x", "9" * 30, "2025'"):
        assert desk.get("/beheer/verloop/", {"jaar": year}).status_code == 404
    assert client_of(staff("editor")).get("/beheer/verloop/").status_code in (302, 403)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_for_one_and_for_three(rows, django_assert_num_queries):
    site()
    for _ in range(rows):
        TermFactory(start=date(2020, 1, 1))
        TermFactory(start=date(2020, 1, 1), end=date(2020, 5, 1), ended_at=NOW)
    desk = client_of(staff("decider"))
    desk.get("/beheer/verloop/")
    with django_assert_num_queries(11):
        desk.get("/beheer/verloop/")
