"""Words as search compares them, and a question in those words.

Everything is compared without accents and capitals, with v as f and z as s: the Dutch stemmer does not know that
brieven are a brief. A word is kept in three ways: as it is (folded), as its Dutch stem, and, of titles, its endings.
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from anyascii import anyascii
from django.contrib.postgres.search import CombinedSearchQuery, SearchQuery

type Part = SearchQuery | CombinedSearchQuery

FOLD = str.maketrans("vz", "fs")
SIGNS = str.maketrans("", "", "®™℠©")
WORD = re.compile(r"[a-z0-9]+(?:[-'][a-z0-9]+)*")
PIECE = re.compile(r'(?:^|(?<=\s))(-?)(?:"([^"]*)"?|(\S+))')
LONGEST_WORD = 60  # characters; the rest of it does not count
LONGEST_TEXT = 200_000  # characters; what PostgreSQL holds of one text for certain (1 MB of lexemes)
LONGEST_QUESTION = 200  # characters
MOST_WORDS = 12  # of a question
SHORTEST_BEGINNING = 3  # letters; what is shorter must be the whole word
INSIDE = "qq"  # no word begins so: the mark of a word's ending ("Lindehaven" is also kept as qqhaven)


def clean(text: str) -> str:
    """Without what PostgreSQL cannot hold: NUL and half characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def plain(text: str) -> str:
    """Without accents, lower case, single spaces: "Fryslân" becomes "fryslan"."""
    return " ".join(anyascii(text).lower().split())


def folded(text: str) -> str:
    """The plain form with v as f and z as s."""
    return plain(text).translate(FOLD)


STOP_WORDS = frozenset(
    folded(
        "aan al als bij dan dat de der deze die dit door een en er geen had heb heeft het hij hoe hun ik in is je kan "
        "maar me meer met mij mijn na naar niet nog nu of om omdat onder ons onze ook op over te tegen tot u uit uw "
        "van voor waar was wat we wel wie wij worden wordt zich zij zijn zo"
    ).split()
)


def split(text: str) -> tuple[list[str], list[str]]:
    """The folded words of a text in their order, and what is written with a hyphen or apostrophe as one word.

    "e-mail" gives e and mail, and email; "foto's" gives foto, and fotos.
    """
    parts, joined = [], []
    for word in WORD.findall(folded(text[:LONGEST_TEXT].translate(SIGNS))[:LONGEST_TEXT]):
        pieces = re.split("[-']", word.removesuffix("'s"))
        parts += [piece[:LONGEST_WORD] for piece in pieces]
        if not word.isalnum():
            joined.append(re.sub("[-']", "", word)[:LONGEST_WORD])
    return parts, joined


def singular(word: str) -> str:
    """What the stemmer needs help with: plannen is plan, and cooperaties cooperatie."""
    if len(word) < 5:
        return word
    return re.sub(r"(?<=([bdfgklmnprst]))\1en$|(?<=ie|au)s$|(?<=[^aeo][aeo])s$", "", word)


def endings(words: list[str]) -> list[str]:
    """Every ending of at least four letters of the longer words, marked."""
    return [INSIDE + word[start:] for word in words if len(word) > 5 for start in range(1, len(word) - 3)]


@dataclass(frozen=True)
class Question:
    """What somebody typed: all its words are wanted, "between quotes" in that order, -without this one."""

    text: str
    words: tuple[str, ...]  # as typed, without signs: to mark in passages
    narrow: Part | None  # None: nothing that can be looked for
    wide: Part | None  # the same, and words as the ending of longer ones in titles

    @classmethod
    def of(cls, typed: str) -> "Question":
        text = " ".join(clean(typed)[:LONGEST_QUESTION].split())
        pieces = [(minus, quoted or word, bool(quoted)) for minus, quoted, word in PIECE.findall(text)][:MOST_WORDS]
        wanted = [piece for piece in pieces if not piece[0] and split(piece[1])[0]]
        unwanted = [_exactly(word) for minus, word, _quoted in pieces if minus and split(word)[0]]
        telling = [p for p in wanted if p[2] or not STOP_WORDS.issuperset(split(p[1])[0])] or wanted
        if not telling:
            return cls(text, (), None, None)
        narrow, wide = (_all_of(telling, unwanted, inside) for inside in (False, True))
        return cls(text, tuple(word for _minus, word, _quoted in telling), narrow, wide)


def _all_of(wanted: list[tuple[str, str, bool]], unwanted: list[Part], inside: bool) -> Part:
    parts = [_exactly(word) if quoted else _word(word, inside) for _minus, word, quoted in wanted]
    return reduce(and_, [*parts, *(~part for part in unwanted)])


def _word(word: str, inside: bool) -> Part:
    parts, joined = split(word)
    apart = reduce(and_, [_form(part, inside) for part in parts])
    return reduce(or_, [apart, *(_form(part, inside) for part in joined)])


def _form(word: str, inside: bool) -> Part:
    """The word itself, its beginning, its Dutch stem; `inside`: also as the ending or the middle of a longer word."""
    begins = len(word) >= SHORTEST_BEGINNING and not word.isdigit()
    form: Part = SearchQuery(f"{word}:*" if begins else word, config="simple", search_type="raw")
    if word not in STOP_WORDS and not word.isdigit():
        form |= SearchQuery(singular(word), config="dutch", search_type="raw")
    if inside and begins:
        form |= SearchQuery(f"{INSIDE}{word}:*", config="simple", search_type="raw")
    return form


def _exactly(words: str) -> Part:
    """These words beside each other, in this order."""
    return SearchQuery(" <-> ".join(split(words)[0]), config="simple", search_type="raw")
