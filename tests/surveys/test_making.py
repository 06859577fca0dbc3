"""Outcomes are the same however many processes make them, and an operator says how many may."""

import os

import pytest

from surveys import making
from tests.proof.surveys.rounds import POLICY, generated


@pytest.fixture
def made(monkeypatch, settings):
    def by(processes: int, few: int = 0) -> tuple[tuple[bytes, str, str], float]:
        settings.RELEASE_PROCESSES = processes
        monkeypatch.setattr(making, "FEW", few)
        monkeypatch.setattr(os, "cpu_count", lambda: 8)
        before, steps = os.times().children_user, []
        found = making.make(generated(2, 20, 6), POLICY, on_progress=lambda done, of: steps.append((done, of)))
        assert steps == [(done, len(steps)) for done in range(1, len(steps) + 1)]
        return found, os.times().children_user - before

    return by


def test_outcomes_are_the_same_however_many_processes_make_them(made):
    alone, by_others = made(0)
    assert by_others == 0
    together, by_others = made(2)
    assert by_others > 0
    assert together == alone


def test_a_small_round_is_made_by_one_process(made):
    assert made(2, few=21)[1] == 0
