"""Kilometres, minutes and the words for them."""

import pytest

from learning_circles.algorithms.travel import Point, duration, kilometres, minutes

UTRECHT = Point(52.0907, 5.1214)
ZAANDAM = Point(52.4389, 4.8258)
GRONINGEN = Point(53.2194, 6.5665)


def test_kilometres_along_a_great_circle():
    assert kilometres(Point(0, 0), Point(0, 90)) == pytest.approx(10007.557, abs=0.001)  # a quarter of the equator
    assert kilometres(Point(90, 0), Point(-90, 33)) == pytest.approx(20015.114, abs=0.001)
    assert kilometres(UTRECHT, GRONINGEN) == kilometres(GRONINGEN, UTRECHT) == pytest.approx(159, abs=1)
    assert kilometres(Point(10, 179.5), Point(10, -179.5)) < 120  # across the date line


def test_opposite_ends_of_the_earth_are_no_error():
    assert kilometres(Point(12.3456789, 45.6789), Point(-12.3456789, -134.3211)) == pytest.approx(20015.1, abs=0.1)


def test_minutes_by_the_rule_of_thumb():
    assert minutes(UTRECHT, GRONINGEN) == 142
    assert minutes(UTRECHT, ZAANDAM) == 50  # 43.6 km


def test_within_a_town_is_no_journey():
    assert minutes(UTRECHT, UTRECHT) == 0
    assert minutes(UTRECHT, Point(52.0957, 5.1214)) == 0  # 556 m
    assert minutes(UTRECHT, Point(52.1007, 5.1214)) == 16  # 1.1 km


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (1, "ongeveer 5 minuten"),
        (16, "ongeveer 15 minuten"),
        (78, "ongeveer 80 minuten"),
        (82, "ongeveer 80 minuten"),
        (83, "ongeveer 85 minuten"),
        (90, "ongeveer 90 minuten"),
        (94, "ongeveer 90 minuten"),
        (95, "ongeveer 1 uur en 40 minuten"),
        (104, "ongeveer 1 uur en 40 minuten"),
        (115, "ongeveer 2 uur"),
        (142, "ongeveer 2 uur en 20 minuten"),
        (175, "ongeveer 3 uur"),
    ],
)
def test_words_for_a_duration(whole, words):
    assert duration(whole) == words
