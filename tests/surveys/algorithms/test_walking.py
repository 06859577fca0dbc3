"""Walks end in worlds of their table, and what stands in for rows has rows that are not safe."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from surveys.algorithms.gate import CHAINS, NOBODY, Search, judge
from surveys.algorithms.pinning import pins
from surveys.algorithms.publishing import NUMBERS, Base, table
from surveys.algorithms.refuting import holds
from surveys.algorithms.solving import Solver
from surveys.algorithms.standing_in import stand_in
from surveys.algorithms.variables import variables
from surveys.algorithms.walking import Walk
from surveys.algorithms.worlds import of_total, with_rows, worlds
from tests.proof.surveys.rounds import POLICY, generated

POLICY_NUMBERS = {name: getattr(POLICY, name) for name in NUMBERS}


def tables(round):
    """Of each question its table in rows, and the rows without bands and the total that may stand in for them."""
    for variable in variables(round, POLICY):
        base = Base(round, POLICY, variable.base)
        if base.levels(variable)[0] == "rows":
            classes, total = base.classes(), table(base, variable, "total")
            rows = with_rows(total, [row.code for row in base.rows], classes, POLICY_NUMBERS)
            yield (
                worlds(table(base, variable, "rows"), classes, POLICY_NUMBERS),
                rows,
                of_total(rows, worlds(total, classes, POLICY_NUMBERS)),
            )


@pytest.fixture(scope="module")
def shown():
    return next(tables(generated(3, 60, 4, response=1)))


def test_a_walk_ends_in_worlds_of_its_table_and_moves_nobody_who_is_locked(shown):
    everything = shown[0].limits()
    walk = Walk(everything)
    places = walk.anywhere(24, 0)
    target = int(np.flatnonzero(everything.sizes > 0)[-1]) * walk.cells
    locked = np.array([walk.place(places, chain, [target]) for chain in range(len(places))])
    inside = walk.settle(places, locked, 1500, 1.0, 1)
    assert inside.sum() >= 12
    assert (places[np.arange(len(places))[:, None], locked] == 0).all()
    counts = walk.counts(places)
    assert [everything.holds(world) for world in counts] == inside.tolist()
    assert (walk.counts(walk.written(counts[0])[None])[0] == counts[0]).all()


def test_most_walks_come_to_a_world_with_two_given_answers_where_answers_hang_together():
    """Without figures that weigh more the longer they are outside their bands, most end one respondent short."""
    joint = [one for one, *_rest in tables(generated(6, 120, 12, response=1)) if one.shape[1] > 12]
    missed = 0
    for everything in joint:
        search = Search(everything)
        search.begin(lambda: None)
        before = len(search.settled.todo)
        search.walk_on(lambda: None)
        missed += len(search.missed)
        assert len(search.settled.todo) < before
    assert joint
    assert missed < CHAINS * len(joint) / 3


def test_a_walk_with_nobody_locked_is_the_same_every_time(shown):
    walk = Walk(shown[0].limits())
    found = []
    for _ in range(2):
        places = walk.anywhere(4, 7)
        walk.settle(places, np.full((4, 1), NOBODY), 300, 1.0, 7)
        found.append(places)
    assert (found[0] == found[1]).all()


def test_bands_chosen_to_shut_an_answer_do_so_in_every_world_that_has_them():
    tried = 0
    for _shown, rows, total in tables(generated(5, 120, 5, response=1)):
        for one in itertools.islice(pins(rows, total), 6):
            for target in np.flatnonzero(one.shut)[:3]:
                assert Solver(one.within).world(int(target)) == "none"
            world = Solver(one.within).world()
            if not isinstance(world, str):
                same = rows.seen(world)
                assert total.holds(world)
                assert holds(same, one.why)
                tried += 1
                assert tried > 2 or judge(same).verdict == "unsafe"
    assert tried > 2


def test_worlds_that_stand_in_for_rows_are_each_of_rows_that_are_not_safe(shown):
    _shown, rows, total = shown
    groups = stand_in(rows, total)
    assert groups
    for group in groups:
        for world in group.bases:
            assert total.holds(world)
            assert holds(rows.seen(world), group.why)


def test_a_total_that_is_not_safe_by_itself_has_no_stand_in(shown):
    _shown, rows, total = shown
    known = replace(total, low=total.low.copy(), high=total.low.copy())
    assert stand_in(rows, known) == []
