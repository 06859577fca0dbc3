"""The promises in a plan, one by one, from what its writers wrote."""

import re

MOST = 20  # more is no look back but an exam
LONGEST = 2000  # characters of one promise
BULLET = re.compile(r"^\s*(?:[-–•*·]|\d{1,2}[.)])\s+")
SENTENCE_END = re.compile(r"(?<=[.!])\s+(?=[A-Z0-9ÀÉËÏ‘“\"'])")  # a question belongs to its answer


def promises_in(text: str) -> list[str]:
    """Each line is a promise; when there is one line only, each of its sentences."""
    lines = [BULLET.sub("", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    found = SENTENCE_END.split(lines[0]) if len(lines) == 1 else lines
    return [promise[:LONGEST] for promise in found]


def promises_of(sections: list[tuple[str, list[tuple[str, str]]]], marked: set[str]) -> list[tuple[str, str]]:
    """Section title and promise, 20 at most. `sections`: titles with their questions' codes and texts.

    When the template marks no question as promises, each section is one: every sentence of a plan would be hundreds,
    and a question about a whole section is one that people can answer.
    """
    found = [
        (title, promise)
        for title, questions in sections
        for code, text in questions
        if code in marked
        for promise in promises_in(text)
    ]
    return (found or [(title, f"Wat u schreef bij ‘{title}’.") for title, _questions in sections])[:MOST]
