"""One page for a board out of a whole plan: what, why, who, which decision, what next."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 400  # characters of one part: five of them, with their headings, fit one A4
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True)
class BoardPart:
    """Without text there is a line to fill in by hand."""

    label: str
    text: str = ""
    is_shortened: bool = False


def board_parts(labels: Iterable[tuple[str, object]], outlines: list[dict], texts: dict[str, str]) -> list[BoardPart]:
    """The parts in the order of `labels` (code and label), from the answers of questions marked with that code."""
    questions = [q for outline in outlines for q in outline["questions"]]
    parts = []
    for code, label in labels:
        written = [texts.get(q["code"], "") for q in questions if q.get("board_part") == code]
        whole = " ".join(" ".join(written).split())
        text = shortened(whole)
        parts.append(BoardPart(str(label), text, text != whole))
    return parts


def shortened(text: str, most: int = MOST) -> str:
    """As many whole sentences as fit; of a first sentence that is too long, its words up to there and an ellipsis."""
    if len(text) <= most:
        return text
    ends = [found.end() for found in SENTENCE_END.finditer(text[: most + 1]) if found.end() <= most]
    if ends:
        return text[: ends[-1]]
    cut = text[: most - 2]
    return f"{cut.rpartition(' ')[0] or cut} …"
