"""Bands, rows and the release: rows from sizes alone, counts in bands alone, and nothing that staff only may read."""

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.algorithms.bands import band, bands
from surveys.algorithms.publishing import canonical, publish, sha256
from surveys.algorithms.rounds import Condition, Member, Policy, Question, Round, routing_refused
from surveys.algorithms.rows import choose_rows
from surveys.algorithms.variables import families, variables
from tests.proof.surveys.rounds import POLICY, YES_NO, generated, options

SEVERAL = settings(max_examples=60, deadline=None)


def question(code: str, kind: str = "yes_no", **facts) -> Question:
    labels = {"yes_no": YES_NO, "scale": options(*"VWXYZ")}.get(kind, options("A", "B", "C"))
    return Question(code, f"Tekst van {code}", kind, labels, **facts)


def round_of(asked: list[Question], answers: list[dict], **attributes: str) -> Round:
    """`attributes`: a letter per member, as in level="1122"."""
    own = [{name: values[place] for name, values in attributes.items()} for place in range(len(answers))]
    people = (Member(f"lid-{place:02d}", own[place], True, one) for place, one in enumerate(answers))
    return Round("2027", "Jaarlijkse vragenlijst", tuple(asked), tuple(people))


def variable(release: dict, code: str) -> dict:
    return next(one for one in release["variables"] if one["code"] == code)


# --- Bands ----------------------------------------------------------------------------------------------------------


@SEVERAL
@given(st.integers(0, 500), st.integers(1, 6))
def test_bands_part_all_counts_and_mirror(n, width):
    found = bands(n, width)
    assert [count for low, high in found for count in range(low, high + 1)] == list(range(n + 1))
    assert {(n - high, n - low) for low, high in found} == set(found)
    assert all(high - low + 1 >= min(width, n + 1) for low, high in found)
    assert all(low <= count <= high for count in range(n + 1) for low, high in [band(count, n, width)])


def test_bands_as_people_read_them():
    assert bands(8, 3) == ((0, 2), (3, 5), (6, 8))
    assert bands(9, 3) == ((0, 2), (3, 6), (7, 9))
    assert bands(12, 3) == ((0, 2), (3, 9), (10, 12)), "a single count in the middle is not told exactly"
    assert bands(3, 1) == ((0, 0), (1, 1), (2, 2), (3, 3))


# --- Rows -----------------------------------------------------------------------------------------------------------


def rows_of(policy: Policy = POLICY, **attributes: str) -> list[str]:
    length = len(next(iter(attributes.values())))
    own = [{name: values[place] for name, values in attributes.items()} for place in range(length)]
    return [row.code for row in choose_rows(own, policy)]


def test_below_sixteen_the_total_below_eight_nothing():
    assert rows_of(level="1" * 7) == []
    assert rows_of(level="1" * 8) == rows_of(level="1" * 8 + "2" * 7) == ["all"]
    assert rows_of(level="1" * 8 + "2" * 8) == ["all", "level:1", "level:2"]


def test_what_is_not_shown_is_at_least_eight_too():
    assert rows_of(level="1" * 20 + "2" * 7) == ["all"]
    assert rows_of(level="1" * 30 + "2" * 9 + "3" * 5) == ["all"], "the smallest row goes too; what is left is too few"
    assert rows_of(level="1" * 60 + "2" * 9 + "3" * 5) == ["all", "level:1"]


def test_a_breakdown_that_shows_too_few_becomes_coarser():
    assert rows_of(size="1" * 6 + "2" * 6 + "3" * 6 + "4" * 6) == ["all", "size2:groot", "size2:klein"]
    assert rows_of(size="1" * 8 + "2" * 8 + "3" * 8 + "4" * 8)[1:] == ["size:1", "size:2", "size:3", "size:4"]


def test_rows_inside_one_another_do_not_tell_the_few_between_them():
    assert rows_of(level="1" * 20 + "2" * 20, kind="a" * 17 + "b" * 23) == ["all", "level:1", "level:2"]
    assert "kind:a" in rows_of(level="1" * 20 + "2" * 20, kind="a" * 12 + "b" * 28)


@SEVERAL
@given(st.integers(0, 10**6), st.integers(8, 120))
def test_rows_do_not_depend_on_answers(seed, members):
    round = generated(seed, members, 12)
    mixed = [one.answers for one in round.members]
    random.Random(seed).shuffle(mixed)
    named = {q.code for q in round.questions if q.sharing == "named"}  # who is asked may follow from these
    other = tuple(
        replace(one, answers={**answers, **{code: one.answers[code] for code in named}})
        for one, answers in zip(round.members, mixed, strict=True)
    )
    ours, theirs = (publish(one, POLICY, {}) for one in (round, replace(round, members=other)))
    assert ours == theirs, "without levels there is nothing of any answer in a release"
    for base in ours["bases"]:
        sizes = [one["size"] for one in ours["classes"] if one["base"] == base["code"]]
        assert sum(sizes) == base["n"]


# --- The release ----------------------------------------------------------------------------------------------------


def test_a_release_has_bands_and_one_form():
    answers = [{"Q1": "ja"}] * 13 + [{"Q1": "nee"}] * 2 + [{}]
    round = round_of([question("Q1")], answers, level="1" * 8 + "2" * 8)
    release = publish(round, POLICY, {"Q1": "rows"})
    total, one, two = variable(release, "Q1")["figures"]
    assert total == {
        "row": "all",
        "n": 16,
        "coarse": False,
        "bands": {"ja": [12, 13], "nee": [0, 2], "no_answer": [0, 2], "dont_know": [0, 2], "prefer_not": [0, 2]},
    } | {"bands": total["bands"]}
    assert total["bands"]["ja"] == list(band(13, 16, 3))
    assert (one["n"], one["bands"]["ja"], two["bands"]["nee"]) == (8, [6, 8], [0, 2])
    assert json.loads(canonical(release)) == release
    assert len(sha256(release)) == 64
    assert release["classes"] == [
        {"base": "all", "attributes": {"level": "1"}, "size": 8},
        {"base": "all", "attributes": {"level": "2"}, "size": 8},
    ]


def test_a_level_that_sizes_or_answers_forbid_is_refused():
    asked = [question("Q1")]
    few = round_of(asked, [{"Q1": "ja"}] * 7 + [{}] * 13, level="1" * 20)
    small = round_of(asked, [{"Q1": "ja"}] * 15, level="1" * 15)
    for round, level in ((few, "total"), (small, "rows")):
        with pytest.raises(ValueError, match="cannot be shown"):
            publish(round, POLICY, {"Q1": level})
    with pytest.raises(ValueError, match="No variables"):
        publish(small, POLICY, {"Q9": "total"})


def test_a_scale_in_a_small_row_has_three_classes():
    answers = [{"Q1": str(1 + place % 5)} for place in range(40)]
    round = round_of([question("Q1", "scale")], answers, level="1" * 20 + "2" * 20)
    shown = variable(publish(round, POLICY, {"Q1": "rows"}), "Q1")
    assert [one["coarse"] for one in shown["figures"]] == [False, True, True]
    assert [one["of"] for one in shown["coarse"][:3]] == [["1", "2"], ["3"], ["4", "5"]]
    assert shown["coarse"][0]["label"] == "V of w"
    assert set(shown["figures"][1]["bands"]) == {one["code"] for one in shown["coarse"]}


def test_ticks_are_variables_of_their_own_and_skipping_is_not_ticked():
    answers = [{"Q1": frozenset("12")}] * 8 + [{"Q1": "prefer_not"}]
    release = publish(round_of([question("Q1", "multiple")], answers), POLICY, {"Q1:1": "total", "Q1:3": "total"})
    assert [one["code"] for one in release["variables"]] == ["Q1:1", "Q1:2", "Q1:3"]
    assert variable(release, "Q1:1")["figures"][0]["bands"] == {"ticked": [7, 9], "not_ticked": [0, 2]}
    assert variable(release, "Q1:2")["figures"] == []


def test_staff_questions_never_appear_and_named_ones_do_with_names():
    asked = [question("Q1", sharing="staff"), question("Q2", sharing="named")]
    release = publish(round_of(asked, [{"Q1": "ja", "Q2": "nee"}] * 9), POLICY, {})
    assert b"Q1" not in canonical(release)
    assert release["named"][0]["answers"][0] == {"member": "lid-00", "value": "nee"}
    assert len(release["named"][0]["answers"]) == 9


# --- Routing --------------------------------------------------------------------------------------------------------

YES = frozenset(["ja"])


def test_who_was_asked_may_not_tell_an_answer():
    asked = [
        question("P"),
        question("S", sharing="staff"),
        question("N", sharing="named"),
        question("A", show_if=Condition("S", YES)),
        question("B", sharing="named", show_if=Condition("P", YES)),
        question("C", show_if=Condition("P", YES)),
        question("D", show_if=Condition("N", YES)),
        question("E", sharing="named", show_if=Condition("@level", frozenset("2"))),
    ]
    assert routing_refused(asked) == ["A", "B"]
    with pytest.raises(ValueError, match="A, B"):
        variables(round_of(asked, []), POLICY)


def test_the_base_of_a_question_routed_on_what_is_known_is_who_was_asked():
    asked = [question("N", sharing="named"), question("Q", show_if=Condition("N", YES))]
    answers = [{"N": "ja", "Q": "nee"}] * 9 + [{"N": "nee", "Q": "ja"}] * 11
    shown = variable(publish(round_of(asked, answers), POLICY, {"Q": "total"}), "Q")
    assert (shown["base"], shown["figures"][0]["n"]) == ("N=ja", 9)
    assert shown["figures"][0]["bands"]["nee"] == [7, 9], "an answer of somebody who was not asked counts nowhere"


def test_a_follow_up_on_a_protected_answer_is_one_variable_with_it():
    asked = [question("P"), question("Q", show_if=Condition("P", YES))]
    answers = [{"P": "ja", "Q": "nee"}] * 9 + [{"P": "nee"}] * 11
    release = publish(round_of(asked, answers), POLICY, {"P+Q": "total"})
    (shown,) = release["variables"]
    assert shown["questions"] == ["P", "Q"]
    assert shown["figures"][0]["n"] == 20
    labels = {one["code"]: one["label"] for one in shown["categories"]}
    assert labels["ja|nee"] == "Ja, nee"
    assert labels["nee|not_asked"] == "Nee"
    assert "ja|not_asked" not in labels


def test_follow_ups_beyond_what_a_table_can_say_are_never_shown():
    asked = [question("P", "scale"), question("Q", "scale", show_if=Condition("P", frozenset("123")))]
    found = variables(round_of(asked, []), POLICY)
    assert [(one.code, one.is_shown) for one in found] == [("P", True), ("Q", False)]


def test_follow_ups_on_ticks_join_the_ticks_they_follow_on():
    asked = [question("P", "multiple"), question("Q", show_if=Condition("P", frozenset("13")))]
    found = variables(round_of(asked, []), POLICY)
    assert [one.code for one in found] == ["P:1+P:3+Q", "P:2"]
    assert ("not_ticked", "not_ticked", "not_asked") in found[0].cells
    assert ("not_ticked", "ticked", "ja") in found[0].cells
    assert [len(family) for family in families(found)] == [2]


def test_an_answer_that_is_none_makes_no_release():
    with pytest.raises(ValueError, match="no answer to it"):
        publish(round_of([question("Q1")], [{"Q1": "misschien"}] * 9), POLICY, {})


@pytest.mark.parametrize("facts", [{"figures_from": 2}, {"least": 1}, {"width": 0}, {"rows_from": 5}])
def test_a_policy_that_protects_nobody_is_refused(facts):
    with pytest.raises(ValueError, match="protects nobody"):
        Policy(**facts)
