"""Words as search compares them, and a question in those words.

Everything is compared without accents and capitals, with v as f and z as s: the Dutch stemmer does not know that
brieven are a brief. A word is kept in three ways: as it is (folded), as its Dutch stem, and, of titles, its endings.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from anyascii import anyascii

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
    """What somebody typed: all its words are wanted, "between quotes" in that order, -without this one.

    As SQL of type tsquery, empty where nothing can be looked for. It holds letters and digits of what was typed, and
    nothing else of it.
    """

    text: str
    words: tuple[str, ...] = ()  # as typed: to mark in passages
    exact: str = ""  # words with the same stem
    begins: str = ""  # and longer words that begin so
    inside: str = ""  # and longer words that hold them, of titles

    @classmethod
    def of(cls, typed: str) -> "Question":
        text = " ".join(clean(typed)[:LONGEST_QUESTION].split())
        pieces = [(minus, quoted or word, bool(quoted)) for minus, quoted, word in PIECE.findall(text)][:MOST_WORDS]
        pieces = [piece for piece in pieces if split(piece[1])[0]]
        wanted = [(word, quoted) for minus, word, quoted in pieces if not minus]
        without = [f"!!({_phrase(word)})" for minus, word, _quoted in pieces if minus]
        telling = [(w, quoted) for w, quoted in wanted if quoted or not STOP_WORDS.issuperset(split(w)[0])] or wanted
        if not telling:
            return cls(text)
        forms = [
            " && ".join([*(_phrase(w) if quoted else _word(w, form) for w, quoted in telling), *without])
            for form in (_exact, _begins, _inside)
        ]
        return cls(text, tuple(word for word, _quoted in telling), *forms)


def _word(word: str, form: Callable[[str], str]) -> str:
    """The parts of a word with hyphens together, or the same word without them."""
    parts, joined = split(word)
    return f"({' || '.join([f'({" && ".join(map(form, parts))})', *map(form, joined)])})"


def _exact(word: str) -> str:
    return f"to_tsquery('dutch', '{singular(word)}')" if _has_stem(word) else _simple(word)


def _begins(word: str) -> str:
    return f"({_simple(f'{word}:*')} || {_exact(word)})" if _may_begin(word) else _exact(word)


def _inside(word: str) -> str:
    return f"({_simple(f'{INSIDE}{word}:*')} || {_begins(word)})" if _may_begin(word) else _exact(word)


def _simple(query: str) -> str:
    return f"to_tsquery('simple', '{query}')"


def _phrase(words: str) -> str:
    """These words beside each other, in this order."""
    return _simple(" <-> ".join(split(words)[0]))


def _has_stem(word: str) -> bool:
    return word not in STOP_WORDS and not word.isdigit()


def _may_begin(word: str) -> bool:
    return len(word) >= SHORTEST_BEGINNING and not word.isdigit()
