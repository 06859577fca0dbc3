"""Generated rounds: a network of 8 to 350 organisations whose answers hang together, as real ones do.

Groups tend to answer alike, some wholly; questions follow on answers by name, on attributes and on protected answers.
"""

import random

from surveys.algorithms.rounds import MISSING, Condition, Member, Option, Policy, Question, Round

KINDS = ("gemeente", "stichting", "woningcorporatie")
SIZES = ("1", "2", "3", "4")
LANDSDELEN = {
    "Noord": ("GR", "FR", "DR"),
    "Oost": ("OV", "GE", "FL"),
    "West": ("UT", "NH", "ZH"),
    "Zuid": ("ZE", "NB", "LI"),
}
AGREE = ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens")
POLICY = Policy(merged={"size2": ("size", {"1": "klein", "2": "klein", "3": "groot", "4": "groot"})})


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(str(place), label) for place, label in enumerate(labels, start=1))


YES_NO = (Option("ja", "Ja"), Option("nee", "Nee"))


def attributes(rng: random.Random) -> dict[str, str]:
    landsdeel = rng.choices(list(LANDSDELEN), [2, 3, 5, 3])[0]
    return {
        "level": rng.choices(["1", "2"], [3, 2])[0],
        "kind": rng.choices(KINDS, [6, 3, 1])[0],
        "size": rng.choice(SIZES),
        "province": rng.choice(LANDSDELEN[landsdeel]),
        "landsdeel": landsdeel,
    }


def questions(count: int, rng: random.Random) -> tuple[Question, ...]:
    """About half yes or no, a third scales; some by name, some for staff, some that follow on another."""
    found = [Question("N1", "Mogen wij u noemen?", "yes_no", YES_NO, "named")]
    for number in range(1, count):
        kind = rng.choices(["yes_no", "single", "scale", "multiple", "number"], [5, 3, 4, 2, 1])[0]
        labels = {"yes_no": YES_NO, "scale": options(*AGREE)}.get(kind) or options(*"ABCD"[: rng.randint(2, 4)])
        sharing = rng.choices(["protected", "named", "staff"], [12, 1, 1])[0]
        show_if = _condition(found, sharing, rng) if rng.random() < 0.3 and sharing != "staff" else None
        found.append(Question(f"Q{number:03d}", f"Vraag {number}", kind, labels, sharing, show_if))
    return tuple(found)


def _condition(found: list[Question], sharing: str, rng: random.Random) -> Condition:
    allowed = [q for q in found if q.sharing == "named" or (q.sharing == sharing == "protected")]
    before = rng.choice(allowed[-4:])
    if rng.random() < 0.3:
        return Condition("@level", frozenset(["2"]))
    return Condition(before.code, frozenset([before.codes[0]]))


def generated(seed: int, members: int, count: int, *, response: float = 0.85) -> Round:
    rng = random.Random(seed)
    asked = questions(count, rng)
    people = [attributes(rng) for _ in range(members)]
    answers: list[dict] = [{} for _ in people]
    for question in asked:
        by = rng.choice(["level", "kind", "size", "landsdeel", "province"])
        alike = rng.choice([0.3, 0.8, 0.97, 1.0])
        leaning: dict[str, str] = {}
        for own, one in zip(answers, people, strict=True):
            favourite = leaning.setdefault(one[by], rng.choice(question.codes))
            own[question.code] = _answer(question, favourite, alike, rng)
    return Round(
        f"ronde-{seed}",
        "Vragenlijst",
        asked,
        tuple(
            Member(f"lid-{place:03d}", one, rng.random() < response, own)
            for place, (one, own) in enumerate(zip(people, answers, strict=True))
        ),
    )


def _answer(question: Question, favourite: str, alike: float, rng: random.Random):
    if rng.random() < 0.05 * (alike < 1):
        return rng.choice(MISSING[1:])
    if question.kind == "multiple":
        return frozenset(code for code in question.codes if rng.random() < (alike if code == favourite else 1 - alike))
    return favourite if rng.random() < alike else rng.choice(question.codes)
