"""Each criterion decides where those before it are equal; each sentence says what the option holds."""

from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from learning_circles.algorithms.explanation import compare, explain, name
from learning_circles.algorithms.planner import Person, Place, Slot, Tally, Weights, plan
from learning_circles.algorithms.travel import Point

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TOWN = {
    "Utrecht": Point(52.0907, 5.1214),
    "Zwolle": Point(52.5168, 6.0830),
    "Amersfoort": Point(52.1561, 5.3878),
    "Groningen": Point(53.2194, 6.5665),
    "Maastricht": Point(50.8514, 5.6910),
}
UTRECHT, ZWOLLE = (Place(name, name, TOWN[name]) for name in ("Utrecht", "Zwolle"))


def slot(day: int, hour: int = 10) -> Slot:
    """In March 2027: the 9th is a Tuesday."""
    start = datetime(2027, 3, day, hour, tzinfo=AMSTERDAM)
    return Slot(f"{day:02d}-{hour:02d}", start, start + timedelta(hours=2))


TUESDAY, THURSDAY = slot(9), slot(11)


def people(*homes: str | None, **facts) -> list[Person]:
    """One for each home, each of an organisation of their own."""
    return [Person(n, n, TOWN[home] if home else None, **facts) for n, home in enumerate(homes)]


def saying(words: str, *slots: Slot) -> dict:
    """`words`: a letter for each person, the same for all slots: can, if needed (m), not (n), - has not answered."""
    answer = {"c": "can", "m": "if_needed", "n": "cannot"}
    return {(n, s.key): answer[w] for s in slots for n, w in enumerate(words) if w != "-"}


def ranked(who, slots, places, answers, *, forms=("room",), **weights):
    return plan(who, slots, places, answers, Weights(**weights), forms=forms)


def order(ranking) -> list[tuple]:
    return [(o.slot.start.day, o.place and o.place.name, o.form) for o in ranking.options]


# --- The order ------------------------------------------------------------------------------------------------------


def test_expected_attendance_comes_first():
    answers = saying("ccn", TUESDAY) | saying("ccc", THURSDAY)
    found = ranked(people("Utrecht", "Utrecht", "Groningen"), [TUESDAY, THURSDAY], [UTRECHT], answers)
    assert order(found) == [(11, "Utrecht", "room"), (9, "Utrecht", "room")]
    assert [o.expected for o in found.options] == [2, pytest.approx(4 / 3)]


def test_somebody_who_comes_weighs_more_than_somebody_who_stays_away():
    who = [Person(0, 0, None, attended=4), Person(1, 1, None, missed=4)]
    found = ranked(who, [TUESDAY, THURSDAY], [UTRECHT], saying("nc", TUESDAY) | saying("cn", THURSDAY))
    assert [o.expected for o in found.options] == [pytest.approx(6 / 7), pytest.approx(2 / 7)]
    assert Person(0, 0, None).chance == Fraction(2, 3)


def test_a_small_difference_in_attendance_leaves_it_to_the_journey():
    who = people("Zwolle", "Zwolle", "Zwolle")
    answers = saying("cc-", TUESDAY) | saying("ccm", THURSDAY)  # 1.53 and 1.67 are both 1.5
    assert order(ranked(who, [TUESDAY, THURSDAY], [ZWOLLE], answers))[0] == (9, "Zwolle", "room")
    assert order(ranked(who, [TUESDAY, THURSDAY], [ZWOLLE], answers, attendance_step=0.1))[0][0] == 11


def test_steps_are_floored_exactly():
    """Three times two thirds are two people, whatever floating point makes of it."""
    found = ranked(people(None, None, None), [TUESDAY], [UTRECHT], saying("ccc", TUESDAY), attendance_step=0.1)
    assert found.best.merit.attendance == 20


def test_then_the_longest_journey_of_those_who_can_come():
    who = people("Zwolle", "Utrecht", "Maastricht")
    found = ranked(who, [TUESDAY], [UTRECHT, ZWOLLE], saying("cmn", TUESDAY))
    assert [(o.longest, o.farthest) for o in found.options] == [(80, (0,)), (80, (1,))]
    found = ranked(who, [TUESDAY], [UTRECHT, ZWOLLE], saying("ccc", TUESDAY))
    assert [(o.place.name, o.farthest) for o in found.options] == [("Utrecht", (2,)), ("Zwolle", (2,))]


def test_then_who_travelled_little_this_year_travels():
    who = [Person(0, 0, TOWN["Utrecht"], minutes=300), Person(1, 1, TOWN["Zwolle"])]
    found = ranked(who, [TUESDAY], [ZWOLLE, UTRECHT], saying("cc", TUESDAY))
    assert [o.place.name for o in found.options] == ["Utrecht", "Zwolle"]
    # Of 300 and 80 minutes: half the mean difference (110 / 2) over the mean (190).
    assert found.best.unfairness == pytest.approx(55 / 190)
    assert found.options[1].unfairness == pytest.approx(1 / 2)  # 380 and 0


def test_then_the_earliest_date_and_the_keys():
    who = people("Utrecht")
    slots = [THURSDAY, slot(9, 14), TUESDAY]
    rooms = [Place(2, "Utrecht B", TOWN["Utrecht"]), Place(1, "Utrecht A", TOWN["Utrecht"])]
    found = ranked(who, slots, rooms, saying("c", *slots), forms=("hybrid", "room"))
    assert [(o.slot.key, o.form, o.place.key) for o in found.options[:4]] == [
        ("09-10", "room", 1),
        ("09-10", "room", 2),
        ("09-10", "hybrid", 1),
        ("09-10", "hybrid", 2),
    ]
    assert [o.slot.key for o in found.options[::4]] == ["09-10", "09-14", "11-10"]


def test_the_order_does_not_depend_on_the_order_of_what_is_given():
    who, slots = people("Utrecht", "Zwolle", None, "Groningen"), [TUESDAY, THURSDAY]
    answers = saying("ccmn", *slots)
    found = ranked(who, slots, [UTRECHT, ZWOLLE], answers, forms=("room", "hybrid", "online"))
    again = ranked(who[::-1], slots[::-1], [ZWOLLE, UTRECHT], answers, forms=("online", "hybrid", "room"))
    assert found == again
    assert len(found.options) == 2 * (2 + 2 + 1)


# --- Forms, rooms, homes --------------------------------------------------------------------------------------------


def test_who_travels_too_long_joins_a_hybrid_meeting_online():
    who = people("Utrecht", "Zwolle", "Groningen")
    found = ranked(who, [TUESDAY], [UTRECHT], saying("ccc", TUESDAY), forms=("hybrid",)).best
    assert (found.online, found.longest, found.farthest, found.in_room) == ((2,), 80, (1,), 2)
    exactly = ranked(who, [TUESDAY], [UTRECHT], saying("ccc", TUESDAY), forms=("hybrid",), online_beyond=80).best
    assert exactly.online == (2,)
    shorter = ranked(who, [TUESDAY], [UTRECHT], saying("ccc", TUESDAY), forms=("hybrid",), online_beyond=79).best
    assert (shorter.online, shorter.longest, shorter.farthest) == ((1, 2), 0, ())


def test_who_joins_online_bears_no_journey():
    who = people("Utrecht", "Groningen")
    found = ranked(who, [TUESDAY], [UTRECHT], saying("cc", TUESDAY), forms=("hybrid",)).best
    assert found.unfairness == 0


def test_online_has_no_place_and_no_journey():
    found = ranked(people("Utrecht", "Groningen"), [TUESDAY], [UTRECHT], saying("cm", TUESDAY), forms=("online",))
    assert len(found.options) == 1
    assert (found.best.place, found.best.longest, found.best.online) == (None, 0, (0, 1))


def test_a_room_caps_who_is_in_it_and_not_who_is_online():
    who = people("Utrecht", "Utrecht", "Utrecht", "Groningen", attended=97)
    small = Place("small", "Utrecht", TOWN["Utrecht"], capacity=2)
    found = ranked(who, [TUESDAY], [small], saying("cccc", TUESDAY), forms=("room", "hybrid"))
    expected = {o.form: (o.expected, o.lacks_room) for o in found.options}
    assert expected == {"room": (2, True), "hybrid": (pytest.approx(2.99), True)}


def test_an_unknown_home_counts_with_no_journey_and_is_counted():
    found = ranked(people(None, "Zwolle", None), [TUESDAY], [UTRECHT], saying("ccn", TUESDAY)).best
    assert (found.longest, found.unknown_homes) == (80, 1)


def test_organisations_count_by_their_best_answer():
    who = [Person(n, n // 2, None) for n in range(8)]
    found = ranked(who, [TUESDAY], [UTRECHT], saying("cnmnn-nn", TUESDAY)).best
    assert found.people == Tally(can=1, if_needed=1, cannot=5, unanswered=1)
    assert found.organisations == Tally(can=1, if_needed=1, cannot=1, unanswered=1)


def test_runners_up_are_another_date_or_place():
    slots = [TUESDAY, THURSDAY]
    found = ranked(people("Utrecht"), slots, [UTRECHT, ZWOLLE], saying("c", *slots), forms=("room", "hybrid"))
    assert [(o.slot.start.day, o.place.name) for o in found.runners_up()] == [
        (11, "Utrecht"),
        (9, "Zwolle"),
        (11, "Zwolle"),
    ]
    assert len(found.runners_up(1)) == 1


def test_nothing_to_choose_from():
    assert ranked(people("Utrecht"), [], [UTRECHT], {}).best is None
    assert ranked(people("Utrecht"), [TUESDAY], [], {}).best is None
    assert explain(ranked([], [TUESDAY], [UTRECHT], {}).best) == "Er is nog niemand gevraagd."


def test_settings_that_make_no_sense_are_refused():
    for wrong in ({"if_needed": 1.1}, {"unanswered": -0.1}, {"attendance_step": 0}, {"journey_step": 0}):
        with pytest.raises(ValueError, match="0"):
            Weights(**wrong)
    with pytest.raises(KeyError):
        ranked(people("Utrecht"), [TUESDAY], [UTRECHT], {(0, TUESDAY.key): "perhaps"})


# --- Sentences ------------------------------------------------------------------------------------------------------


def test_the_sentence_of_the_best_date():
    who = people("Zwolle", *["Utrecht"] * 10, "Zwolle", "Utrecht")
    found = ranked(who, [TUESDAY], [UTRECHT], saying("c" * 11 + "nn", TUESDAY)).best
    assert explain(found) == (
        "Dinsdag 9 maart in Utrecht past het best. Dan kunnen 11 van de 13 komen. "
        "De langste reis is ongeveer 80 minuten."
    )


def told(words: str, *homes, form="room", place=UTRECHT, **weights) -> str:
    found = ranked(people(*homes), [TUESDAY], [place], saying(words, TUESDAY), forms=(form,), **weights).best
    return explain(found).removeprefix("Dinsdag 9 maart in Utrecht past het best. ")


def test_sentences_of_other_cases():
    assert told("cnn", "Zwolle", "Utrecht", "Utrecht") == (
        "Dan kan 1 van de 3 komen. De langste reis is ongeveer 80 minuten."
    )
    assert told("cmm-", "Utrecht", "Utrecht", "Utrecht", "Utrecht") == (
        "Dan kunnen 3 van de 4 komen. Daarvan kunnen 2 alleen als het moet. Niemand hoeft te reizen. "
        "1 persoon heeft nog niet geantwoord."
    )
    assert told("c", "Groningen") == "Dan kan iedereen komen. De langste reis is ongeveer 2 uur en 20 minuten."
    assert told("cm", None, None) == (
        "Dan kan iedereen komen. Daarvan kan 1 alleen als het moet. Van 2 mensen kennen wij de woonplaats niet."
    )
    small = Place("small", "Utrecht", TOWN["Utrecht"], capacity=1)
    assert told("cc", "Utrecht", "Utrecht", place=small) == (
        "Dan kan iedereen komen. De zaal heeft plaats voor 1. Niemand hoeft te reizen."
    )


def test_sentences_of_other_forms():
    assert told("ccn", "Utrecht", "Groningen", "Utrecht", form="online") == (
        "Dinsdag 9 maart online past het best. Dan kunnen 2 van de 3 meedoen. Niemand hoeft te reizen."
    )
    assert told("cccn", "Zwolle", "Groningen", "Maastricht", "Utrecht", form="hybrid") == (
        "Dinsdag 9 maart in Utrecht en online past het best. Dan kunnen 3 van de 4 meedoen. "
        "Daarvan doen 2 online mee. De langste reis is ongeveer 80 minuten."
    )
    assert "Dan kan iedereen meedoen." in told("c", "Utrecht", form="online")


def test_when_nobody_can():
    assert told("nn", "Utrecht", "Zwolle") == "Dinsdag 9 maart in Utrecht: dan kan nog niemand."
    assert told("n--", *["Utrecht"] * 3) == (
        "Dinsdag 9 maart in Utrecht: dan kan nog niemand. 2 mensen hebben nog niet geantwoord."
    )


def test_a_tie_is_told():
    slots = [TUESDAY, slot(9, 14), THURSDAY]
    found = ranked(people("Utrecht", "Zwolle"), slots, [UTRECHT, ZWOLLE], saying("cc", *slots))
    best, elsewhere, afternoon, _other, thursday, _last = found.options
    assert explain(best, thursday).endswith(" Donderdag 11 maart in Utrecht past even goed.")
    assert explain(best, elsewhere).endswith(" Dinsdag 9 maart in Zwolle past even goed.")
    assert explain(best, afternoon).endswith(" Dinsdag 9 maart om 14.00 uur in Utrecht past even goed.")
    assert explain(best, afternoon).startswith("Dinsdag 9 maart om 10.00 uur in Utrecht past het best.")
    assert compare(best, thursday) == "Dit past even goed, maar is later."
    assert compare(best, elsewhere) == "Dit past even goed."


def test_a_runner_up_that_is_less_is_not_called_as_good():
    found = ranked(people("Utrecht"), [TUESDAY], [UTRECHT, ZWOLLE], saying("c", TUESDAY))
    assert "even goed" not in explain(*found.options)


def compared(*options: tuple[str, Place, Slot], who=None, **weights) -> str:
    """The second of two options beside the first."""
    answers = {key: value for words, _place, s in options for key, value in saying(words, s).items()}
    found = ranked(who or people("Utrecht", "Utrecht", "Utrecht"), *_each(options), answers, **weights)
    best, other = [o for o in found.options if any(o.slot == s and o.place == p for _w, p, s in options)]
    return compare(best, other)


def _each(options) -> tuple[list, list]:
    return list({s.key: s for _w, _p, s in options}.values()), list({p.key: p for _w, p, _s in options}.values())


def test_why_the_other_is_second():
    assert compared(("ccc", UTRECHT, TUESDAY), ("ccn", UTRECHT, THURSDAY)) == "Dan kunnen 2 van de 3 komen."
    assert compared(("ccc", UTRECHT, TUESDAY), ("nnn", UTRECHT, THURSDAY)) == "Dan kan nog niemand."
    assert compared(("ccc", UTRECHT, TUESDAY), ("cmm", UTRECHT, THURSDAY)) == "Dan kunnen 2 alleen als het moet."
    small = Place("small", "Utrecht", TOWN["Utrecht"], capacity=1)
    assert compared(("ccc", UTRECHT, TUESDAY), ("ccc", small, TUESDAY)) == "De zaal heeft plaats voor 1."
    near = Place("near", "Amersfoort", TOWN["Amersfoort"])
    who = people("Utrecht", "Utrecht")
    assert compared(("cc", UTRECHT, TUESDAY), ("cc", near, TUESDAY), who=who) == (
        "De langste reis duurt ongeveer 30 minuten langer."
    )
    assert compared(("ccn", UTRECHT, TUESDAY), ("nnc", UTRECHT, THURSDAY)) == "Dan kan 1 van de 3 komen."


def test_why_the_other_is_second_in_finer_measures():
    tried = [Person(0, 0, None, attended=9), Person(1, 1, None, missed=9)]
    assert compared(("cn", UTRECHT, TUESDAY), ("nc", UTRECHT, THURSDAY), who=tried) == (
        "Dan verwachten wij iets minder mensen."
    )
    worn = [Person(0, 0, TOWN["Utrecht"], minutes=300), Person(1, 1, TOWN["Zwolle"])]
    assert compared(("cc", UTRECHT, TUESDAY), ("cc", ZWOLLE, TUESDAY), who=worn) == (
        "Het reizen is dan minder eerlijk verdeeld over het jaar."
    )
    farther = Place("far", "Utrecht Oost", Point(TOWN["Utrecht"].latitude, TOWN["Utrecht"].longitude + 0.0003))
    who = people("Groningen")  # 142 minutes to one and 142 or 141 to the other
    pair = ranked(who, [TUESDAY], [UTRECHT, farther], saying("c", TUESDAY), journey_step=1).options
    assert compare(*pair) in ("De langste reis duurt iets langer.", "Dit past even goed.")


def test_the_other_way_round_is_refused():
    found = ranked(people("Utrecht"), [TUESDAY], [UTRECHT, ZWOLLE], saying("c", TUESDAY)).options
    with pytest.raises(ValueError, match="first"):
        compare(*found[::-1])


def test_the_day_is_that_of_the_netherlands():
    """23.30 in London is half past midnight here, and after the clock change an hour is an hour."""
    start = datetime(2027, 3, 8, 23, 30, tzinfo=ZoneInfo("UTC"))
    late = Slot("late", start, start + timedelta(hours=1))
    after = datetime(2027, 3, 28, 8, 0, tzinfo=ZoneInfo("UTC"))
    found = ranked(people("Utrecht"), [late, Slot("x", after, after)], [UTRECHT], {}).options
    assert name(found[0], with_time=True) == "Dinsdag 9 maart om 0.30 uur in Utrecht"
    assert name(found[1], with_time=True) == "Zondag 28 maart om 10.00 uur in Utrecht"
