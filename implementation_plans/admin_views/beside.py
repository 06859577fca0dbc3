"""What a reader sees beside the text of a section: what changed, what was said before, what colleagues noted."""

from dataclasses import dataclass
from itertools import pairwise

from implementation_plans.models import PlanVersion, StaffNote, VersionPart, VersionSection


@dataclass(frozen=True)
class Earlier:
    """What the letter about an earlier version said of this section, and what the writers did with it."""

    version: PlanVersion
    reaction: str
    reply: str
    is_changed: bool


@dataclass(frozen=True)
class Text:
    """A question with its answer, and with the answer of the version before when they differ."""

    label: str
    text: str
    old: str
    is_changed: bool


def beside(current: VersionSection, versions: list[PlanVersion]) -> dict[str, object]:
    """`versions`: oldest first, the last one is the version being read.

    The text is compared with the last version that got an answer: what the organisation took back itself, nobody read.
    """
    parts = VersionPart.objects.filter(version__in=versions, section__code=current.code).select_related("section")
    rows = {part.version_id: part.section for part in parts}
    *before, shown = versions
    answered = [v for v in before if v.is_decided]
    base = (answered or before)[-1] if before else None
    old = rows.get(base.pk) if base else None
    return {
        "base": base,
        "is_new": base is not None and old is None,
        "is_changed": old is not None and old.sha256 != current.sha256,
        "texts": _texts(current, old),
        "earlier": _earlier(current, [*answered, shown], rows),
        "notes": StaffNote.objects.filter(section__in=list(rows.values())).select_related("by"),
    }


def _texts(current: VersionSection, old: VersionSection | None) -> list[Text]:
    before = {q["code"]: q["text"] for q in old.content["questions"]} if old else {}
    return [
        Text(q["label"], q["text"], was := before.get(q["code"], ""), is_changed=old is not None and was != q["text"])
        for q in current.content["questions"]
    ]


def _earlier(current: VersionSection, versions: list[PlanVersion], rows: dict[int, VersionSection]) -> list[Earlier]:
    """Newest first. A reply to a reaction is in the version after it, if the section was written in again."""
    found = []
    for version, following in pairwise(versions):
        reaction = version.decision.reaction_to(current.code)
        was, became = rows.get(version.pk), rows.get(following.pk)
        if reaction and was and became:
            reply = became.content.get("reply", "") if became.pk != was.pk else ""
            found.append(Earlier(version, reaction, reply, is_changed=became.sha256 != was.sha256))
    return found[::-1]
