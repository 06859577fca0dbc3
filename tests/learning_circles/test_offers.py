"""Which circles people ask for, by a rule that can be checked by hand."""

from learning_circles.algorithms.division import Participant
from learning_circles.algorithms.offers import Offer, propose


def person(key: int, themes: str, *, days=(), region=None) -> Participant:
    wishes = tuple(themes.split())
    return Participant(key, key, "new", "small", "municipality", region, wishes, frozenset(days))


def proposed(people, smallest=2, largest=4) -> list[Offer]:
    return propose(people, smallest=smallest, largest=largest)


def test_nothing_is_proposed_for_too_few_people():
    assert proposed([]) == []
    assert proposed([person(1, "a")]) == []
    assert proposed([person(1, ""), person(2, "")]) == []


def test_people_of_a_theme_that_is_too_small_count_at_their_next():
    people = [person(1, "a"), person(2, "a"), person(3, "b a"), person(4, "c b a")]
    assert proposed(people, smallest=3) == [Offer("a", 0, None)]


def test_as_many_circles_as_hold_the_people_but_none_too_small():
    people = [person(n, "a") for n in range(9)]
    assert len(proposed(people, smallest=3, largest=4)) == 3
    assert len(proposed(people, smallest=4, largest=4)) == 2, "the ninth finds no place"
    assert len(proposed(people[:4], smallest=3, largest=3)) == 1


def test_each_circle_is_on_the_day_that_most_of_the_others_can():
    people = [person(n, "a", days=[1] if n < 3 else [4]) for n in range(5)]
    assert proposed(people, largest=3) == [Offer("a", 1, None), Offer("a", 4, None)]
    apart = [person(n, "a", days=[n]) for n in range(3)]
    assert proposed(apart) == [], "on no day two of them can"


def test_it_meets_where_half_of_its_people_ask_for():
    people = [person(1, "a", region="Utrecht"), person(2, "a"), person(3, "a", region="Drenthe")]
    assert proposed(people) == [Offer("a", 0, None)]
    assert proposed([*people, person(4, "a", region="Utrecht")]) == [Offer("a", 0, "Utrecht")]
