"""A certificate follows from the release alone, holds nothing of anybody's answer, and is checked without a solver."""

import ast
import itertools
import json
import subprocess
import sys
import time
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from surveys.algorithms import certifying
from surveys.algorithms.certifying import Certificate, certify
from surveys.algorithms.gate import judge
from surveys.algorithms.publishing import canonical, publish, sha256
from surveys.algorithms.rounds import Condition, Round
from surveys.algorithms.verifying import verify
from surveys.algorithms.worlds import worlds
from tests.proof.scratch.processes import children_of, wait_for
from tests.proof.surveys.rounds import POLICY, YES_NO, generated
from tests.surveys.algorithms.test_publishing import question, round_of, variable

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def published() -> tuple[Round, dict, Certificate]:
    round = generated(1, 40, 7)
    certificate = certify(round, POLICY)
    assert set(certificate.levels.values()) == {"rows", "total", "hidden"}
    return round, publish(round, POLICY, certificate.levels), certificate


def of(release: dict, certificate: Certificate) -> Certificate:
    """The certificate as if it were of this release."""
    return replace(certificate, release=sha256(release))


def test_a_certified_release_is_verified_also_after_a_trip_through_json(published):
    _round, release, certificate = published
    assert verify(release, certificate) == []
    assert verify(release, Certificate.from_json(certificate.to_json())) == []


def test_every_world_of_a_release_gets_the_same_bytes_and_certificate(published):
    """Two members of one class change places: nothing that members see tells them apart."""
    round, release, certificate = published
    protected = {one.code for one in round.questions if one.sharing != "named"}
    first = next(one for one in round.respondents)
    like = [
        one
        for one in round.respondents
        if one.attributes["level"] == first.attributes["level"] and one.attributes["kind"] == first.attributes["kind"]
    ]
    named = [one.code for one in round.questions if one.sharing == "named"]
    other = next(one for one in like if one is not first and all(one.answers[c] == first.answers[c] for c in named))
    swapped = {
        first.key: replace(first, answers={**first.answers, **{c: other.answers[c] for c in protected}}),
        other.key: replace(other, answers={**other.answers, **{c: first.answers[c] for c in protected}}),
    }
    again = replace(round, members=tuple(swapped.get(one.key, one) for one in round.members))
    assert certify(again, POLICY) == certificate
    assert canonical(publish(again, POLICY, certificate.levels)) == canonical(release)


def test_a_stored_release_does_not_change_with_an_answer(published):
    round, release, certificate = published
    stored = canonical(release)
    late = tuple(replace(one, answers={}) for one in round.members[:5]) + round.members[5:]
    publish(replace(round, members=late), POLICY, {})
    assert canonical(release) == stored
    assert verify(release, certificate) == []


def test_a_changed_band_is_found(published):
    _round, release, certificate = published
    doctored = deepcopy(release)
    shown = next(one for one in doctored["variables"] if one["level"] == "rows")
    figure = shown["figures"][1]["bands"]
    code = next(iter(figure))
    figure[code] = [figure[code][0], figure[code][0]]
    assert verify(doctored, certificate)[0] == "The certificate is of another release."
    assert any("no band" in wrong for wrong in verify(doctored, of(doctored, certificate)))


def test_a_missing_or_doctored_world_is_found(published):
    _round, release, certificate = published
    for code, pool in certificate.pools.items():
        without = replace(certificate, pools={**certificate.pools, code: []})
        assert any(wrong.startswith(code) for wrong in verify(release, without))
        own = pool[0]["worlds"]
        for text in (own[0][1:], "z" * len(own[0])):
            doctored = [{**pool[0], "worlds": [text, *own[1:]]}, *pool[1:]]
            assert verify(release, replace(certificate, pools={**certificate.pools, code: doctored}))


def test_each_world_of_a_pool_is_needed_or_at_least_the_last(published):
    _round, release, certificate = published
    found = 0
    for code, pool in certificate.pools.items():
        if len(pool[-1]["worlds"]) > 1:
            short = [*pool[:-1], {**pool[-1], "worlds": pool[-1]["worlds"][:-1]}]
            found += verify(release, replace(certificate, pools={**certificate.pools, code: short})) != []
    assert found > 1


def test_a_total_that_stands_in_for_rows_proves_that_they_were_not_safe(published):
    _round, release, certificate = published
    code = next(
        code for code, level in certificate.levels.items() if level == "total" and certificate.pools[code][0]["why"]
    )
    pool = deepcopy(certificate.pools[code])
    pool[0]["why"]["weights"] = [0.0 for _ in pool[0]["why"]["weights"]]
    wrong = verify(release, replace(certificate, pools={**certificate.pools, code: pool}))
    assert wrong == [f"{code}: a world whose rows may have been safe"]


def test_a_level_that_was_not_certified_is_found(published):
    round, _release, certificate = published
    code = next(code for code, pool in certificate.pools.items() if pool[0]["why"])
    more = publish(round, POLICY, {**certificate.levels, code: "rows"})
    assert any(
        wrong.startswith(code)
        for wrong in verify(more, replace(of(more, certificate), levels={**certificate.levels, code: "rows"}))
    )


def test_ticks_of_one_question_are_hidden_together():
    answers = [{"Q1": frozenset("1")}] * 8 + [{"Q1": frozenset("12")}]
    round = round_of([question("Q1", "multiple")], answers)
    release = publish(round, POLICY, {"Q1:1": "total"})
    certificate = certify(round, POLICY)
    assert len(set(certificate.levels.values())) == 1
    assert "Q1 is partly hidden, which tells that enough answered it." in verify(release, of(release, certificate))


def test_whatever_is_not_proven_in_time_is_hidden():
    round = generated(1, 40, 6)
    seen = []
    certificate = certify(round, POLICY, seconds=-1, on_progress=lambda done, of: seen.append((done, of)))
    assert set(certificate.levels.values()) == {"hidden"}
    assert certificate.pools == {}
    assert seen[-1] == (len(certificate.levels), len(certificate.levels))


def test_two_processes_come_to_the_same():
    round = generated(2, 20, 6)
    assert certify(round, POLICY, processes=2) == certify(round, POLICY)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc")
def test_processes_end_with_the_worker_that_began_them():
    script = """
from surveys.algorithms.certifying import certify
from tests.proof.surveys.rounds import POLICY, generated
certify(generated(6, 300, 20, response=1), POLICY, processes=2)
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    children = wait_for(lambda: len(found := children_of(parent.pid)) > 2 and found, "two processes and who keeps them")
    parent.kill()
    parent.wait()
    wait_for(lambda: not any(is_running(one) for one in children), "the end of its processes")


def is_running(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    return stat.exists() and ") Z " not in stat.read_text()


def test_what_was_published_earlier_is_still_right():
    """Made by an earlier search, which found other worlds: what stands keeps its levels, and is checked as it was."""
    found = json.loads((Path(__file__).parent / "earlier.json").read_text())
    certificate = Certificate.from_json(json.dumps(found["certificate"]))
    assert set(certificate.levels.values()) == {"rows", "total", "hidden"}
    assert any(group["why"] for pool in certificate.pools.values() for group in pool)
    assert verify(found["release"], certificate) == []
    for code, pool in certificate.pools.items():
        fewer = {**certificate.pools, code: [*pool[:-1], {**pool[-1], "worlds": pool[-1]["worlds"][:-1]}]}
        assert verify(found["release"], replace(certificate, pools=fewer)), code


@pytest.mark.parametrize(("times", "is_same"), [(3, True), (5, False)])
def test_a_busy_machine_takes_longer_and_comes_to_the_same(monkeypatch, times, is_same):
    """Time is of the processor: by the clock only a round that takes four times as long is not gone on with."""
    round, seconds = generated(2, 20, 6), 1000
    clock = (min(times, turn) * seconds for turn in itertools.count())
    monkeypatch.setattr(certifying, "time", SimpleNamespace(time=lambda: next(clock), thread_time=time.thread_time))
    certificate = certify(round, POLICY, seconds=seconds)
    assert (certificate == certify(round, POLICY)) == is_same


def test_everybody_alike_is_shown_as_a_band():
    """All of 20 said yes: nobody knows more than 18 to 20, and each may be one of those who did not."""
    round = round_of([question("Q1")], [{"Q1": "ja"}] * 20)
    certificate = certify(round, POLICY)
    assert certificate.levels == {"Q1": "total"}
    assert variable(publish(round, POLICY, certificate.levels), "Q1")["figures"][0]["bands"]["ja"] == [18, 20]


def test_a_question_with_one_answer_is_hidden():
    only = replace(question("Q1", "single"), options=YES_NO[:1])
    assert certify(round_of([only], [{"Q1": "ja"}] * 20), POLICY).levels == {"Q1": "hidden"}


def test_exact_counts_of_people_alike_are_hidden():
    policy = replace(POLICY, width=1)
    round = round_of([question("Q1")], [{"Q1": "ja"}] * 20)
    assert certify(round, policy).levels == {"Q1": "hidden"}


def test_bands_from_one_end_only_are_caught():
    """57 yes and 3 no of 60: counted from below only, both counts and a row that is all alike are known exactly."""
    answers = [{"Q1": "ja"}] * 30 + [{"Q1": "ja"}] * 27 + [{"Q1": "nee"}] * 3
    round = round_of([question("Q1")], answers, level="1" * 30 + "2" * 30)
    shown = variable(publish(round, POLICY, {"Q1": "rows"}), "Q1")
    classes = [{"attributes": {"level": level}, "size": 30} for level in "12"]
    mirrored = worlds(shown, classes, {"figures_from": 8, "width": 3})
    counts = mirrored.sums(np.array([[30, 0, 0, 0, 0], [27, 3, 0, 0, 0]]))
    low = counts // 3 * 3
    from_below = replace(mirrored, low=low, high=np.minimum(low + 2, mirrored.n))
    assert judge(mirrored).verdict == "safe"
    assert judge(from_below).verdict == "unsafe"


def test_a_follow_up_and_its_question_are_both_protected():
    asked = [question("P"), question("Q", show_if=Condition("P", frozenset(["ja"])))]
    round = round_of(asked, [{"P": "ja", "Q": "nee"}] * 9 + [{"P": "nee"}] * 11)
    certificate = certify(round, POLICY)
    assert certificate.levels == {"P+Q": "total"}
    assert verify(publish(round, POLICY, certificate.levels), certificate) == []


@pytest.mark.parametrize("module", ["verifying", "publishing"])
def test_scipy_and_django_are_not_needed_to_publish_and_verify(module):
    names = "scipy", "django"
    script = f"import sys, surveys.algorithms.{module}; print([n for n in {names} if n in sys.modules])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT).stdout == "[]\n"


def test_the_gate_is_never_given_a_round():
    for name in ("gate", "walking", "witnesses", "lines", "refuting", "pinning", "standing_in", "solving", "worlds"):
        tree = ast.parse((ROOT / "surveys" / "algorithms" / f"{name}.py").read_text())
        imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
        assert not imported & {"Round", "Member", "publish"}
