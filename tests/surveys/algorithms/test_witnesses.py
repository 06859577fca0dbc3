"""What is counted as proven follows from the worlds: the solver confirms it, and a slow count comes to the same."""

import numpy as np
import pytest

from surveys.algorithms.solving import Solver
from surveys.algorithms.walking import NOBODY, Walk
from surveys.algorithms.witnesses import Neighbours, Settled
from surveys.algorithms.worlds import Counts, Worlds
from tests.proof.surveys.rounds import generated
from tests.surveys.algorithms.test_walking import tables


def found(everything: Worlds, chains: int) -> list[Counts]:
    walk = Walk(everything.limits())
    places = walk.anywhere(chains, 0)
    return list(walk.counts(places[walk.settle(places, np.full((chains, 1), NOBODY), 1500, 1.0, 1)]))


@pytest.fixture(scope="module")
def joint() -> Worlds:
    """Of a question and the one that follows on it."""
    return next(one for one, *_rest in tables(generated(4, 30, 9, response=1)) if len(one.projections) == 2)


def test_whatever_a_world_is_taken_to_prove_of_two_there_is_a_world_for(joint):
    solver, rng, claims = Solver(joint), np.random.default_rng(0), joint.sizes.size * joint.shape[1]
    proven = refused = 0
    for base in found(joint, 4):
        targets, others = rng.integers(claims, size=(2, 400))
        together = Neighbours(joint.limits(), base).together(targets, others)
        alone = joint.sizes[targets // joint.shape[1]] == 1
        together &= ~(alone & (targets // joint.shape[1] == others // joint.shape[1]))
        for target, other in list(zip(targets[together].tolist(), others[together].tolist(), strict=True))[:40]:
            assert not isinstance(solver.world(target, (other,)), str), (target, other)
            proven += 1
        refused += int((~together).sum())
    assert proven > 100
    assert refused > 100


def test_what_is_left_is_what_a_slow_count_leaves(joint):
    limits = joint.limits()
    classes, cells = joint.shape
    settled, pairs = Settled(limits), np.zeros((classes * cells, classes * cells), dtype=bool)
    targets, others = (one.ravel() for one in np.indices(pairs.shape))
    steps = []
    for base in found(joint, 12):
        settled.add(base)
        pairs |= Neighbours(limits, base).together(targets, others).reshape(pairs.shape)
        for target in settled.todo[::7].tolist():
            left = set(settled.pairs[1][settled.pairs[0] == target].tolist())
            assert left == lacking(joint, target, pairs[target])
        assert set(settled.todo.tolist()) >= set(settled.pairs[0].tolist())
        steps.append(len(settled.pairs[0]))
    assert steps[0] > steps[-1]


def lacking(everything: Worlds, target: int, beside: np.ndarray) -> set[int]:
    """The others that would open a value beside the target, for each class that has fewer than two open."""
    cells = everything.shape[1]
    wanted: set[int] = set()
    for own, size in enumerate(everything.sizes.tolist()):
        if own == target // cells and size == 1:
            continue
        for values in everything.projections:
            seen = {int(values[cell]) for cell in range(cells) if beside[own * cells + cell]} - {-1}
            if len(seen) < 2:
                wanted |= {own * cells + cell for cell in range(cells) if values[cell] not in seen | {-1}}
    return wanted


def test_a_question_with_one_answer_is_never_safe(joint):
    known = Settled(joint.limits())
    known.pairs, known.todo = (np.zeros(0, dtype=int), np.zeros(0, dtype=int)), np.zeros(0, dtype=int)
    assert known.is_safe
    known.is_closed = True
    assert not known.is_safe
