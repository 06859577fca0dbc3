"""The words of a questionnaire as plain data: what a round freezes, and what is wrong with them before it can."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surveys.blocks import COUNTED, DECIDING, NO, SCALES, YES, QuestionKind, Sharing


def outline_of(sections) -> list[dict]:
    """[{title, lead, items: [{kind: "explanation", text} | question]}] of a StreamField.

    A question: {block, code, kind, text, group, hint, sharing, only_if, only_if_answers, options: [{block, label}],
    unit, minimum, maximum, edges, personal}. `block` is Wagtail's id of it: it stays when the words change.
    """
    return [
        {
            "title": section.value["title"],
            "lead": section.value["lead"],
            "items": [item for child in section.value["items"] for item in _items(child)],
        }
        for section in sections
    ]


def questions_of(outline: list[dict]) -> Iterator[dict]:
    for section in outline:
        yield from (item for item in section["items"] if item["kind"] != "explanation")


def _items(child) -> Iterator[dict]:
    if child.block_type == "explanation":
        yield {"kind": "explanation", "text": child.value}
    elif child.block_type == "scale_group":
        for statement in child.value["statements"].bound_blocks:
            yield _question(
                statement.id,
                "scale",
                {**statement.value, "sharing": child.value["sharing"], "scale": child.value["scale"]},
                group=child.value["text"],
            )
    else:
        yield _question(child.id, child.block_type, child.value)


def _question(block: str, kind: str, value, group: str = "") -> dict:
    return {
        "block": block,
        "code": value["code"],
        "kind": kind,
        "text": value["text"],
        "group": group,
        "hint": value.get("hint") or "",
        "sharing": value["sharing"],
        "only_if": value.get("only_if") or "",
        "only_if_answers": list(value.get("only_if_answers") or []),
        "options": _options(kind, value),
        "unit": value.get("unit") or "",
        "minimum": value.get("minimum"),
        "maximum": value.get("maximum"),
        "edges": list(value.get("edges") or []),
        "personal": bool(value.get("personal")),
    }


def _options(kind: str, value) -> list[dict]:
    if kind == QuestionKind.YES_NO:
        return [{"block": YES, "label": _("Ja")}, {"block": NO, "label": _("Nee")}]
    if kind == QuestionKind.SCALE:
        return [{"block": str(n), "label": str(label)} for n, label in enumerate(SCALES[value["scale"]], start=1)]
    if kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE):
        return [{"block": item.id, "label": item.value["label"]} for item in value["options"].bound_blocks]
    return []


def faults_of(outline: list[dict], asked: dict[str, str]) -> list[str]:
    """What keeps a round from opening with these words, a sentence each. `asked`: short name by block, once asked."""
    found: list[str] = []
    seen: dict[str, dict] = {}
    for question in questions_of(outline):
        code = question["code"]
        if code in seen:
            found.append(_("De korte naam ‘%s’ staat er twee keer.") % code)
        before = asked.get(question["block"])
        if before and before != code:
            found.append(
                _("De vraag ‘%(text)s’ is al gesteld. De korte naam blijft ‘%(code)s’.")
                % {"text": question["text"], "code": before}
            )
        if question["personal"] and (question["only_if"] or question["sharing"] != Sharing.PROTECTED):
            found.append(_("‘%s’ gaat naar elke collega. Deel hem beschermd, en vraag hem aan iedereen.") % code)
        labels = [option["label"] for option in question["options"]]
        if len(set(labels)) < len(labels):
            found.append(_("Bij ‘%s’ staat een antwoord twee keer.") % code)
        found.extend(_faults_of_route(question, seen))
        seen[code] = question
    return found


def _faults_of_route(question: dict, earlier: dict[str, dict]) -> list[str]:
    """A route may not give a protected answer away: notes on disclosure, "routing leaks"."""
    if not question["only_if"]:
        return []
    parent, code = earlier.get(question["only_if"]), question["code"]
    if parent is None:
        return [
            _("‘%(code)s’ hangt af van ‘%(parent)s’. Die vraag staat er niet voor.")
            % {"code": code, "parent": question["only_if"]}
        ]
    if parent["kind"] not in DECIDING or parent["personal"]:
        return [_("‘%s’ kan alleen afhangen van een vraag met één antwoord.") % code]
    labels = {option["label"] for option in parent["options"]}
    wanted = set(question["only_if_answers"])
    if not wanted or wanted - labels:
        return [
            _("Schrijf bij ‘%(code)s’ precies over welke antwoorden het gaat: %(labels)s.")
            % {"code": code, "labels": ", ".join(sorted(labels))}
        ]
    if wanted == labels:
        return [_("‘%s’ wordt na elk antwoord gevraagd. Haal de voorwaarde weg.") % code]
    if parent["sharing"] == Sharing.NAMED:
        return []
    if parent["sharing"] == Sharing.STAFF and question["sharing"] != Sharing.STAFF:
        return [_("‘%s’ hangt af van een vraag die alleen medewerkers zien. Deel hem dan ook alleen met hen.") % code]
    if parent["sharing"] == Sharing.PROTECTED and question["sharing"] == Sharing.NAMED:
        return [
            _("‘%s’ met naam delen verraadt het beschermde antwoord ervoor. Kies een andere manier van delen.") % code
        ]
    if parent["only_if"] and question["sharing"] == Sharing.PROTECTED:
        return [_("‘%s’ hangt af van een vraag die zelf ook afhangt. Dat kan niet bij een beschermde uitkomst.") % code]
    if question["sharing"] == Sharing.PROTECTED and question["kind"] not in COUNTED - {QuestionKind.MULTIPLE}:
        return [_("‘%s’ kan geen beschermde vervolgvraag zijn. Kies één antwoord, ja of nee, of een schaal.") % code]
    return []
