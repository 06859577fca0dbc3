"""The planner beside a twin that tries everything, and its sentences beside facts counted anew.

The twin is written from the words of the rule alone and shares no code with it: another formula for distance, another
for the Gini coefficient, fractions throughout, and no sorting: it picks what nothing else beats, again and again.
"""

import math
import random
import re
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from learning_circles.algorithms.explanation import compare, explain
from learning_circles.algorithms.planner import FORMS, Person, Place, Slot, Weights, plan
from learning_circles.algorithms.travel import Point

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
DAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
NAMES = ["Utrecht", "Zwolle", "Den Haag", "Groningen"]


class Case:
    """A small random question, with many ties in it."""

    def __init__(self, seed: int) -> None:
        rng = random.Random(seed)
        towns = [Point(rng.uniform(50.8, 53.4), rng.uniform(3.6, 7.0)) for _ in range(rng.randint(1, 4))]
        self.people = [
            Person(
                n,
                rng.randint(1, 3),
                rng.choice([*towns, None]),
                attended=rng.randint(0, 4),
                missed=rng.randint(0, 3),
                minutes=rng.choice([0, 0, rng.randint(15, 400)]),
            )
            for n in range(rng.choice([0, 1, 1, 2, 3, 4, 5, 6]))
        ]
        starts = [datetime(2027, rng.randint(1, 12), rng.randint(1, 28), rng.randint(9, 16), tzinfo=AMSTERDAM)]
        starts += [starts[0] + timedelta(hours=rng.choice([0, 3, 24, 48])) for _ in range(rng.randint(0, 3))]
        self.slots = [Slot(f"slot{n}", start, start + timedelta(hours=2)) for n, start in enumerate(starts)]
        rng.shuffle(self.slots)
        self.places = [
            Place(n, NAMES[n], rng.choice(towns), rng.choice([None, None, 1, 2, 3])) for n in range(rng.randint(1, 4))
        ]
        said = ["can", "can", "if_needed", "cannot", None]
        asked = ((p.key, s.key) for p in self.people for s in self.slots)
        self.answers = {key: answer for key in asked if (answer := rng.choice(said))}
        self.weights = Weights(
            if_needed=rng.choice([0, 0.3, 0.5, 1]),
            unanswered=rng.choice([0, 0.1, 0.3, 0.7]),
            attendance_step=rng.choice([0.1, 0.5, 1]),
            journey_step=rng.choice([1, 15, 40]),
            online_beyond=rng.choice([0, 45, 90]),
        )
        self.forms = rng.sample(FORMS, rng.randint(1, 3))

    def plan(self):
        return plan(self.people, self.slots, self.places, self.answers, self.weights, forms=self.forms)


# --- The twin -------------------------------------------------------------------------------------------------------


def naive_minutes(home, place) -> int:
    """By the angle between two vectors from the middle of the earth."""
    if home is None:
        return 0

    def vector(point):
        north, east = math.radians(point.latitude), math.radians(point.longitude)
        return math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)

    (a, b, c), (d, e, f) = vector(home), vector(place)
    across = math.hypot(b * f - c * e, c * d - a * f, a * e - b * d)
    far = 6371.0088 * math.atan2(across, a * d + b * e + c * f)
    return 0 if far < 1 else round(15 + 0.8 * far)


class Facts:
    """One option, counted from the question itself."""

    def __init__(self, case: Case, slot, place, form: str) -> None:
        self.slot, self.place, self.form = slot, place, form
        weights = case.weights
        worth = {"can": 1, "if_needed": weights.if_needed, "cannot": 0, None: weights.unanswered}
        self.total = len(case.people)
        self.can = self.if_needed = self.unanswered = self.online = self.unknown = self.longest = self.in_room = 0
        room = online = Fraction(0)
        year = []
        for person in case.people:
            answer = case.answers.get((person.key, slot.key))
            journey = 0 if form == "online" else naive_minutes(person.home, place.point)
            is_online = form == "online" or (form == "hybrid" and journey > weights.online_beyond)
            seen = person.attended + person.missed
            part = Fraction(str(worth[answer])) * Fraction(2 + person.attended, 3 + seen)
            comes = answer == "can" or answer == "if_needed"
            self.can += answer == "can"
            self.if_needed += answer == "if_needed"
            self.unanswered += answer is None
            if is_online:
                online += part
                self.online += comes
            else:
                room += part
                self.in_room += comes
                self.unknown += comes and person.home is None
                if comes:
                    self.longest = max(self.longest, journey)
            year.append(person.minutes + (journey if comes and not is_online else 0))
        if place is not None and place.capacity is not None and room > place.capacity:
            room = Fraction(place.capacity)
        self.expected = room + online
        pairs = sum(abs(a - b) for a in year for b in year)
        self.gini = Fraction(pairs, 2 * len(year) * sum(year)) if sum(year) else Fraction(0)
        self.measures = (
            math.floor(self.expected / Fraction(str(weights.attendance_step))),
            self.longest // weights.journey_step,
            math.floor(self.gini * 100),
        )

    @property
    def come(self) -> int:
        return self.can + self.if_needed

    def beats(self, other: "Facts") -> bool:
        if self.measures[0] != other.measures[0]:
            return self.measures[0] > other.measures[0]
        for mine, theirs in zip(self.measures[1:], other.measures[1:], strict=True):
            if mine != theirs:
                return mine < theirs
        for mine, theirs in (
            (self.slot.start, other.slot.start),
            (self.slot.key, other.slot.key),
            (FORMS.index(self.form), FORMS.index(other.form)),
        ):
            if mine != theirs:
                return mine < theirs
        return self.place is not None and self.place.key < other.place.key


def by_brute_force(case: Case) -> list[Facts]:
    left = [
        Facts(case, slot, place, form)
        for slot in case.slots
        for form in case.forms
        for place in ([None] if form == "online" else case.places)
    ]
    ranked = []
    while left:
        (first,) = [o for o in left if not any(other.beats(o) for other in left if other is not o)]
        left.remove(first)
        ranked.append(first)
    return ranked


def test_the_planner_equals_brute_force(size, figure):
    cases = [Case(seed) for seed in range(size(500, 5000))]
    options = ties = 0
    wrong = []
    for seed, case in enumerate(cases):
        found, expected = case.plan().options, by_brute_force(case)
        same = [(o.slot, o.place, o.form) for o in found] == [(e.slot, e.place, e.form) for e in expected]
        numbers = [
            (
                o.expected,
                o.longest,
                o.unknown_homes,
                o.unfairness,
                o.people.can,
                o.people.if_needed,
                o.people.unanswered,
            )
            for o in found
        ]
        counted = [
            (float(e.expected), e.longest, e.unknown, float(e.gini), e.can, e.if_needed, e.unanswered) for e in expected
        ]
        if not same or numbers != counted:
            wrong.append(seed)
        options += len(found)
        ties += sum(a.merit == b.merit for a, b in zip(found, found[1:], strict=False))
    figure(f"planner beside brute force: {len(cases)} cases, {options} options, {ties} ties, {len(wrong)} wrong")
    assert wrong == []
    assert ties > len(cases)


# --- What the sentences say -----------------------------------------------------------------------------------------

WHEN = (
    rf"({DAYS.replace(' ', '|')}) (\d+) ({MONTHS.replace(' ', '|')})(?: om (\d+)\.(\d\d) uur)?"
    rf"(?: in ({'|'.join(NAMES)}))?( (?:en )?online)?"
)
MINUTES = r"ongeveer (?:(\d+) minuten|(\d+) uur(?: en (\d+) minuten)?)"


def when(found: re.Match, facts: Facts) -> bool:
    day, number, month, hour, minute, place, online = found.groups()
    start = facts.slot.start.astimezone(AMSTERDAM)
    return (
        (DAYS.split().index(day.lower()), int(number), MONTHS.split().index(month) + 1)
        == (start.weekday(), start.day, start.month)
        and (hour is None or (int(hour), int(minute)) == (start.hour, start.minute))
        and place == (facts.place and facts.place.name)
        and {"room": None, "hybrid": " en online", "online": " online"}[facts.form] == online
    )


def minutes_said(found: re.Match) -> tuple[int, int]:
    """And how far off they may be: half of what they are rounded to."""
    minutes, hours, rest = (int(group or 0) for group in found.groups())
    return (minutes, 3) if minutes and minutes < 90 else (60 * hours + rest + minutes, 5)


def lasts(found: re.Match, minutes: int) -> bool:
    said, off = minutes_said(found)
    return abs(said - minutes) <= off


def verb(facts: Facts) -> str:
    return "komen" if facts.form == "room" else "meedoen"


#: Every sentence there is, and whether the facts of the option hold it. One that fits none of these is wrong.
SENTENCES = [
    (rf"{WHEN} past het best\.", when),
    (rf"{WHEN}: dan kan nog niemand\.", lambda found, f: when(found, f) and f.come == 0),
    (r"Er is nog niemand gevraagd\.", lambda _found, f: f.total == 0),
    (r"Dan kan nog niemand\.", lambda _found, f: f.come == 0),
    (
        r"Dan kan iedereen (komen|meedoen)\.",
        lambda found, f: f.come == f.total > 0 and found[1] == verb(f),
    ),
    (
        r"Dan (kan|kunnen) (\d+) van de (\d+) (komen|meedoen)\.",
        lambda found, f: (
            (int(found[2]), int(found[3]), found[4]) == (f.come, f.total, verb(f))
            and (found[1] == "kan") == (f.come == 1)
        ),
    ),
    (r"(?:Daarvan|Dan) (?:kan|kunnen) (\d+) alleen als het moet\.", lambda found, f: int(found[1]) == f.if_needed),
    (r"Daarvan (?:doet|doen) (\d+) online mee\.", lambda found, f: int(found[1]) == f.online),
    (
        r"De zaal heeft plaats voor (\d+)\.",
        lambda found, f: int(found[1]) == f.place.capacity and f.in_room > f.place.capacity,
    ),
    (rf"De langste reis is {MINUTES}\.", lambda found, f: lasts(found, f.longest)),
    (r"Niemand hoeft te reizen\.", lambda _found, f: f.longest == 0 and f.unknown == 0),
    (
        r"Van (\d+) (?:persoon|mensen) kennen wij de woonplaats niet\.",
        lambda found, f: int(found[1]) == f.unknown,
    ),
    (
        r"(\d+) (?:persoon heeft|mensen hebben) nog niet geantwoord\.",
        lambda found, f: int(found[1]) == f.unanswered,
    ),
]


def parts(text: str) -> list[str]:
    """A full stop ends a sentence when a space follows, or nothing: "om 10.00 uur" goes on."""
    return [sentence.strip() for sentence in re.findall(r".+?\.(?= |$)", text)]


def untrue(text: str, facts: Facts, runner_up: Facts | None) -> list[str]:
    """The sentences that the facts do not hold."""
    wrong = []
    for sentence in parts(text):
        tie = re.fullmatch(rf"{WHEN} past even goed\.", sentence, re.IGNORECASE)
        if tie:
            if runner_up is None or not when(tie, runner_up) or facts.measures != runner_up.measures:
                wrong.append(sentence)
        elif not any(
            (found := re.fullmatch(pattern, sentence, re.IGNORECASE)) and holds(found, facts)
            for pattern, holds in SENTENCES
        ):
            wrong.append(sentence)
    return wrong


def untrue_beside(sentence: str, best: Facts, other: Facts) -> bool:
    """Whether the sentence that says why `other` is second does not follow from the facts of both."""
    fewer, longer = other.measures[0] < best.measures[0], other.measures[1] > best.measures[1]
    is_tied = other.measures == best.measures
    if sentence == "Dit past even goed.":
        return not is_tied or other.slot.start > best.slot.start
    if sentence == "Dit past even goed, maar is later.":
        return not is_tied or other.slot.start <= best.slot.start
    if sentence == "De langste reis duurt iets langer.":
        return fewer or not longer or other.longest - best.longest > 2
    if found := re.fullmatch(rf"De langste reis duurt {MINUTES} langer\.", sentence):
        return fewer or not longer or not lasts(found, other.longest - best.longest)
    if sentence == "Het reizen is dan minder eerlijk verdeeld over het jaar.":
        return fewer or longer or other.gini <= best.gini
    if sentence == "Dan verwachten wij iets minder mensen.":
        return not fewer or other.expected >= best.expected
    return not fewer or bool(untrue(sentence, other, None))


def test_no_sentence_says_what_the_data_do_not_hold(size, figure):
    said, wrong = 0, []
    for seed in range(size(500, 5000)):
        case = Case(seed)
        options, facts = case.plan().options, by_brute_force(case)
        for option, fact, after, fact_after in zip(options, facts, options[1:], facts[1:], strict=False):
            texts = [(explain(option), None), (explain(option, after), fact_after)]
            wrong += [(seed, text, bad) for text, second in texts if (bad := untrue(text, fact, second))]
            reason = compare(option, after)
            if untrue_beside(reason, fact, fact_after):
                wrong.append((seed, reason, []))
            said += sum(len(parts(text)) for text, _second in texts) + 1
    figure(f"sentences of the planner: {said} beside facts counted anew, {len(wrong)} untrue")
    assert wrong == []


def test_the_check_of_sentences_finds_an_untrue_number():
    """One more or one less in any number of any sentence is found, but for durations: those are rounded."""
    changed = 0
    for seed in range(40):
        case = Case(seed)
        options, facts = case.plan().options, by_brute_force(case)
        text = explain(options[0])
        for number in re.finditer(r"\d+", text):
            if "ongeveer" in text[max(0, number.start() - 30) : number.start()]:
                continue
            false = text[: number.start()] + str(int(number[0]) + 1) + text[number.end() :]
            assert untrue(false, facts[0], None), (seed, false)
            changed += 1
    assert changed > 40
