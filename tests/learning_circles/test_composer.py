"""A division keeps the rules, wishes decide, and every word about it follows from who sits where."""

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from learning_circles.algorithms import composer
from learning_circles.algorithms.composer import compose
from learning_circles.algorithms.division import Circle, Composition, Participant, Rules, check, gain, move
from learning_circles.algorithms.wishes import outcome, outcomes

MONDAY, TUESDAY, FRIDAY = 0, 1, 4
ROOT = Path(__file__).resolve().parents[2]


def person(key: int, themes: str = "schulden", *, organisation: int | None = None, days=(), **facts) -> Participant:
    facts = {"phase": "start", "size": "klein", "kind": "gemeente", **facts}
    wishes = tuple(themes.split())
    return Participant(key, key if organisation is None else organisation, themes=wishes, days=frozenset(days), **facts)


def circle(key: str, theme: str = "schulden", day: int = TUESDAY, *, region=None, least=1, most=10) -> Circle:
    return Circle(key, theme, day, region, least, most)


def composed(people, circles, **rules) -> Composition:
    return compose(people, circles, Rules(**rules), seconds=30)


def by_hand(people, circles, division, **rules) -> Composition:
    return Composition(tuple(people), tuple(circles), Rules(**rules), division, is_edited=True)


# --- The best division ----------------------------------------------------------------------------------------------


def test_everybody_gets_the_dearest_theme_when_there_is_room():
    people = [person(1, "schulden wonen"), person(2, "wonen schulden"), person(3, "schulden")]
    found = composed(people, [circle("a"), circle("b", "wonen")])
    assert found.division == {1: "a", 2: "b", 3: "a"}
    assert (found.is_optimal, found.gap, found.label) == (True, 0, "de beste verdeling")
    assert found.unplaced == []


def test_a_full_circle_sends_somebody_to_the_next_wish():
    people = [person(1, "schulden"), person(2, "schulden wonen")]
    found = composed(people, [circle("a", most=1), circle("b", "wonen")])
    assert found.division == {1: "a", 2: "b"}


def test_a_circle_below_its_minimum_is_not_opened():
    people = [person(1), person(2), person(3, "wonen")]
    found = composed(people, [circle("a", least=2), circle("b", "wonen", least=2)])
    assert found.division == {1: "a", 2: "a"}
    assert [p.key for p in found.unplaced] == [3]


def test_no_more_of_one_organisation_than_the_rule_allows():
    people = [person(n, organisation=7) for n in range(5)]
    found = composed(people, [circle("a"), circle("b")])
    assert sorted(found.division.values()) == ["a", "a", "b", "b"]
    assert len(composed(people, [circle("a")], most_of_one_organisation=1).division) == 1


def test_a_firm_day_is_kept_and_another_is_only_dearer():
    people = [person(1, days=[MONDAY])]
    assert composed(people, [circle("a", day=TUESDAY)]).division == {}
    assert composed(people, [circle("a", day=TUESDAY)], firm_days=False).division == {1: "a"}
    both = [circle("a", day=TUESDAY), circle("b", day=MONDAY)]
    assert composed(people, both, firm_days=False).division == {1: "b"}


def test_the_own_region_is_dearer_and_online_is_near():
    people = [person(1, region="Noord")]
    assert composed(people, [circle("a", region="Zuid"), circle("b", region="Noord")]).division == {1: "b"}
    assert composed(people, [circle("a", region="Zuid"), circle("b")]).division == {1: "b"}


def test_phases_sizes_and_kinds_are_mixed():
    for what in ("phase", "size", "kind"):
        people = [person(n, **{what: "x" if n < 2 else "y"}) for n in range(4)]
        found = composed(people, [circle("a", least=2, most=2), circle("b", least=2, most=2)])
        for key in ("a", "b"):
            assert {getattr(p, what) for p in found.members[key]} == {"x", "y"}


@pytest.mark.parametrize(("earlier", "spread"), [("keep", 1), ("mix", 2)])
def test_who_were_together_stay_together_or_part(earlier, spread):
    people = [person(n, earlier="old" if n < 2 else "other") for n in range(4)]
    found = composed(people, [circle("a", least=2, most=2), circle("b", least=2, most=2)], earlier=earlier)
    assert len(found.division) == 4
    assert len({found.division[0], found.division[1]}) == spread


def test_nobody_is_in_two_circles():
    people = [person(n) for n in range(3)]  # three that differ in nothing
    same = [replace(p, organisation=1) for p in people]
    found = composed(same, [circle("a", most=1), circle("b", most=1)])
    assert len(found.division) == 2


def test_nothing_to_divide():
    for people, circles in (([], [circle("a")]), ([person(1)], []), ([person(1, "wonen")], [circle("a")])):
        found = composed(people, circles)
        assert (found.division, found.score, found.bound, found.is_optimal) == ({}, 0, 0, True)


def test_the_order_of_what_is_given_does_not_matter():
    people = [person(n, "schulden wonen", phase=str(n % 3)) for n in range(9)]
    circles = [circle("a", least=3, most=4), circle("b", least=3, most=4), circle("c", "wonen")]
    assert composed(people, circles) == composed(people[::-1], circles[::-1])


# --- Out of time ----------------------------------------------------------------------------------------------------


def out_of_time(monkeypatch, **found) -> None:
    """The solver stops with what it had."""
    solved = composer.milp

    def stop(*arguments, **options):
        whole = solved(*arguments, **options)
        return SimpleNamespace(**{"x": whole.x, "status": 1, "mip_dual_bound": whole.mip_dual_bound - 4, **found})

    monkeypatch.setattr(composer, "milp", stop)


def test_out_of_time_the_best_found_has_its_bound_and_says_so(monkeypatch):
    out_of_time(monkeypatch)
    found = composed([person(1), person(2)], [circle("a")])
    assert (found.label, found.is_optimal) == ("het beste binnen de tijd", False)
    assert found.division == {1: "a", 2: "a"}
    assert found.bound == pytest.approx(found.score + 4)
    assert found.gap == pytest.approx(4 / (found.score + 4))


@pytest.mark.parametrize("bound", [None, float("inf"), float("-inf")])
def test_out_of_time_before_anything_was_found(monkeypatch, bound):
    best = composed([person(1), person(2)], [circle("a")]).score
    out_of_time(monkeypatch, x=None, mip_dual_bound=bound)
    found = composed([person(1), person(2)], [circle("a")])
    assert (found.division, found.label) == ({}, "het beste binnen de tijd")
    assert found.bound >= best
    assert found.gap == 1


# --- The report -----------------------------------------------------------------------------------------------------


def test_the_report_names_each_rule_that_is_broken():
    people = [
        *(person(n, organisation=1) for n in range(3)),
        person(3, "wonen"),
        person(4, days=[FRIDAY]),
    ]
    circles = [circle("a", most=4), circle("b", "wonen", MONDAY, least=2)]
    found = check(by_hand(people, circles, {0: "a", 1: "a", 2: "a", 3: "a", 4: "a"}))
    assert [(v.code, v.circle, v.subject, v.sentence) for v in found] == [
        ("full", "a", None, "In de kring over schulden op dinsdag zitten 5 mensen. Er is plaats voor 4."),
        (
            "organisation",
            "a",
            1,
            "Van één organisatie zitten 3 mensen in de kring over schulden op dinsdag. Het mogen er 2 zijn.",
        ),
        ("theme", "a", 3, "Deze persoon vroeg niet om schulden."),
        ("day", "a", 4, "Deze persoon kan niet op dinsdag."),
    ]
    found = check(by_hand(people, circles, {3: "b"}))
    assert [v.sentence for v in found] == ["In de kring over wonen op maandag zit 1 persoon. Er zijn er 2 nodig."]
    assert check(by_hand(people, circles, {})) == []


def test_circles_on_one_theme_and_day_are_told_apart_by_where():
    circles = [circle("a"), circle("b", region="Noord"), circle("c", day=MONDAY, region="Noord")]
    found = by_hand([], circles, {})
    assert [found.name(c) for c in circles] == [
        "online kring over schulden op dinsdag",
        "kring over schulden op dinsdag in Noord",
        "kring over schulden op maandag",
    ]


def test_a_division_of_people_or_circles_that_are_not_there_is_refused():
    for division in ({9: "a"}, {1: "z"}):
        with pytest.raises(ValueError, match="not there"):
            by_hand([person(1)], [circle("a")], division)
    with pytest.raises(ValueError, match="minimum"):
        circle("a", least=3, most=2)
    for wrong in ({"day": -1}, {"theme": ()}, {"most_of_one_organisation": 0}):
        with pytest.raises(ValueError, match="0"):
            Rules(**wrong)


# --- By hand --------------------------------------------------------------------------------------------------------


def test_moving_somebody_tells_the_consequences():
    people = [person(1), person(2), person(3, "schulden wonen"), person(4, "wonen")]
    circles = [circle("a", least=2, most=2), circle("b", "wonen", least=2)]
    before = composed(people, circles)
    assert before.division == {1: "a", 2: "a", 3: "b", 4: "b"}
    done = move(before, 3, "a")
    assert done.composition.division == {1: "a", 2: "a", 3: "a", 4: "b"}
    assert done.points == done.composition.score - before.score == gain(before, before.person[3], before.circle["a"])
    assert done.sentences == [
        "De verdeling krijgt 2,0 punten meer.",
        "In de kring over schulden op dinsdag zitten 3 mensen. Er is plaats voor 2.",
        "In de kring over wonen op dinsdag zit 1 persoon. Er zijn er 2 nodig.",
    ]
    assert (done.composition.label, done.composition.is_optimal) == ("met de hand aangepast", False)
    assert done.composition.bound == before.bound
    back = move(done.composition, 3, "b")
    assert back.sentences == [
        "De verdeling krijgt 2,0 punten minder.",
        "Opgelost: In de kring over schulden op dinsdag zitten 3 mensen. Er is plaats voor 2.",
        "Opgelost: In de kring over wonen op dinsdag zit 1 persoon. Er zijn er 2 nodig.",
    ]
    assert before.division[3] == "b"  # what was, stays


def test_a_rule_that_is_broken_further_is_told_again():
    people = [person(n) for n in range(4)]
    found = by_hand(people, [circle("a", most=1)], {0: "a", 1: "a"})
    assert move(found, 2, "a").sentences[1:] == [
        "In de kring over schulden op dinsdag zitten 3 mensen. Er is plaats voor 1."
    ]


def test_taking_somebody_out_and_moving_nowhere():
    found = composed([person(1), person(2)], [circle("a", least=2)])
    done = move(found, 1, None)
    assert done.composition.division == {2: "a"}
    assert done.points < 0
    assert [v.code for v in done.new] == ["few"]
    assert move(found, 1, "a").sentences == ["De verdeling blijft even goed."]
    with pytest.raises(KeyError):
        move(found, 9, "a")


# --- Wishes and reasons ---------------------------------------------------------------------------------------------


def reasons(composition: Composition, key: int) -> dict[str, str]:
    return {wish.value or wish.kind: wish.reason for wish in outcome(composition, key).wishes}


def test_wishes_that_are_met_have_no_reason():
    found = composed([person(1, "schulden wonen", days=[TUESDAY], region="Noord")], [circle("a"), circle("b", "wonen")])
    told = outcome(found, 1)
    assert [(w.kind, w.value, w.is_met) for w in told.wishes] == [
        ("theme", "schulden", True),
        ("day", "", True),
        ("region", "Noord", True),
    ]
    assert (told.circle.key, told.reason) == ("a", "")
    assert outcomes(found) == [told]


def test_reasons_for_a_theme():
    people = [person(1), person(2, "schulden wonen")]
    full = by_hand(people, [circle("a", most=1), circle("b", "wonen")], {1: "a", 2: "b"})
    assert reasons(full, 2) == {"schulden": "De kring over schulden op dinsdag is vol.", "wonen": ""}
    gone = by_hand(people, [circle("b", "wonen")], {2: "b"})
    assert reasons(gone, 2)["schulden"] == "Er is geen kring over schulden."
    assert outcome(gone, 1).reason == "Er is geen kring over uw thema’s."
    few = by_hand(people, [circle("a", least=3), circle("b", "wonen")], {2: "b"})
    assert reasons(few, 2)["schulden"] == "Er waren te weinig mensen voor een kring over schulden op dinsdag."
    left = by_hand(people, [circle("a", least=2), circle("b", "wonen")], {2: "b"})
    assert reasons(left, 1)["schulden"] == "Er bleven te weinig mensen over voor een kring over schulden op dinsdag."
    enough = by_hand(people, [circle("a", least=2)], {})
    assert reasons(enough, 1)["schulden"] == "Voor een kring over schulden op dinsdag zijn er nog genoeg mensen."


def test_reasons_from_colleagues_days_and_company():
    people = [person(n, organisation=5) for n in range(3)]
    found = composed(people, [circle("a")])
    (out,) = found.unplaced
    sentence = "Van uw organisatie doen al 2 mensen mee aan de kring over schulden op dinsdag."
    assert outcome(found, out.key).reason == sentence
    one = composed(people[:2], [circle("a")], most_of_one_organisation=1)
    assert outcome(one, one.unplaced[0].key).reason == (
        "Van uw organisatie doet al 1 persoon mee aan de kring over schulden op dinsdag."
    )
    elsewhere = composed([person(1, days=[MONDAY])], [circle("a")])
    assert outcome(elsewhere, 1).reason == "De kring over schulden op dinsdag is op een dag waarop u niet kunt."
    needed = by_hand(
        [person(1, "schulden wonen"), person(2, "wonen"), person(3)],
        [circle("a"), circle("b", "wonen", least=2)],
        {1: "b", 2: "b", 3: "a"},
    )
    assert reasons(needed, 1)["schulden"] == "Zonder u heeft de kring over wonen op dinsdag te weinig mensen."


def test_reasons_for_a_day_and_a_region():
    people = [person(1, days=[MONDAY], region="Noord")]
    circles = [circle("a", region="Zuid"), circle("b", day=MONDAY, region="Noord", least=2)]
    found = composed(people, circles, firm_days=False)
    assert found.division == {1: "a"}
    sentence = "Er waren te weinig mensen voor een kring over schulden op maandag."
    assert reasons(found, 1) == {"schulden": "", "day": sentence, "Noord": sentence}
    none = composed(people, circles[:1], firm_days=False)
    assert reasons(none, 1) == {
        "schulden": "",
        "day": "Er is geen kring over uw thema’s op een dag waarop u kunt.",
        "Noord": "Er is geen kring over uw thema’s in regio Noord.",
    }


def test_reasons_from_the_whole():
    people = [person(1, "schulden wonen"), person(2, "schulden")]
    worse = by_hand(people, [circle("a"), circle("b", "wonen")], {1: "b", 2: "a"}, theme=(1,))
    assert reasons(worse, 1)["schulden"] == (
        "Met u in de kring over schulden op dinsdag wordt de verdeling als geheel niet beter."
    )
    better = by_hand(people, [circle("a"), circle("b", "wonen")], {1: "b", 2: "a"}, theme=(9, 1))
    assert reasons(better, 1)["schulden"] == "In de kring over schulden op dinsdag is nog plaats voor u."


# --- Where it may be used -------------------------------------------------------------------------------------------


def test_only_jobs_and_commands_import_the_composer():
    users = []
    for path in (ROOT / "learning_circles").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            if any(f"{module}.{name}".endswith("composer") or ".composer." in f"{module}.{name}." for name in names):
                users.append(path.relative_to(ROOT))
    assert [u for u in users if u.stem != "jobs" and "jobs" not in u.parts and "management" not in u.parts] == []


def test_the_rest_does_without_scipy_and_numpy():
    code = (
        "import sys; from learning_circles.algorithms import division, explanation, planner, travel, wishes; "
        "assert not {'scipy', 'numpy'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
