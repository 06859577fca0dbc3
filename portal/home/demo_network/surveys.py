"""Two rounds of the questionnaire, of last year and this year, and one that is open now; through the operations."""

import json
import random
import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from knowledge.operations import answer_item, raise_item, share_item
from membership.models import Seat
from portal.accounts.models import User
from portal.home.demo_network.content.survey import INTRO, LESS_WELL, NEEDS, PAGES, QUOTES, THEMES, TITLE
from surveys import operations as surveys
from surveys.making import make
from surveys.models import Answer, Missing, Participation, Questionnaire, QuestionVersion, Round

FIRST_ACCOUNT = "GM0479"  # of the first account that make demo names
#: What an organisation leans to, by level: whole groups answer alike, as they do.
LEAN = {1: -0.5, 2: 0.7}


def block_id(code: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"demo:survey:{code}"))


def build_surveys(staff: dict[str, User], now: datetime) -> None:
    questionnaire = build_questionnaire()
    by = staff["adviser"]
    for back in (1, 0):
        opened = now - timedelta(days=365 * back + 60)
        answered = _answer(questionnaire, opened.year, opened, by)
        _release(answered, opened + timedelta(days=36), by)
    _needs(by, now)
    _answer(questionnaire, now.year + 1, now - timedelta(days=9), by, share=0.4)  # members fill this one in now


def build_questionnaire() -> Questionnaire:
    made = Questionnaire(title=TITLE, intro=INTRO, sections=json.dumps([_section(*page) for page in PAGES]))
    made.full_clean()
    made.save()
    made.save_revision().publish()
    return made


def _section(title: str, lead: str, questions: list[dict]) -> dict:
    items = [_item(question) for question in questions]
    value = {"title": title, "lead": lead, "items": items}
    return {"type": "section", "id": block_id(title), "value": value}


def _item(question: dict) -> dict:
    kind = question["kind"]
    copied = ("code", "text", "unit", "scale", "maximum", "edges", "personal")
    value = {key: question[key] for key in copied if key in question}
    value["sharing"] = question.get("sharing", "protected")
    if kind == "scale_group":
        value["statements"] = [
            {"type": "item", "id": block_id(code), "value": {"code": code, "text": text}}
            for code, text, _lean in question["statements"]
        ]
    if kind in ("single", "multiple"):
        value["options"] = [
            {"type": "item", "id": block_id(f"{question['code']}:{label}"), "value": {"label": label}}
            for label in question["options"]
        ]
    if kind == "number":
        value["minimum"] = 0
    if "only_if" in question:
        value["only_if"], value["only_if_answers"] = question["only_if"]
    return {"type": kind, "id": block_id(question.get("code", question["text"])), "value": value}


def _answer(questionnaire: Questionnaire, year: int, opened: datetime, by: User, *, share: float = 0.82) -> Round:
    rng = random.Random(year)  # noqa: S311  the same every time
    last = timezone.localdate(opened + timedelta(days=35))
    found = surveys.open_round(questionnaire, year=year, closes_on=last, by=by, at=opened)
    versions = list(found.questions.of_organisation().select_related("question").prefetch_related("options__option"))
    personal = list(found.questions.of_person().prefetch_related("options"))
    people = {seat.organisation_id: seat.user for seat in Seat.objects.select_related("user").order_by("-pk")}
    for participation in found.participations.select_related("organisation", "round"):
        at = opened + timedelta(days=rng.randrange(1, 8), minutes=rng.randrange(400))
        writer = people[participation.organisation_id]
        if participation.organisation.municipality_code != FIRST_ACCOUNT and rng.random() > share:
            if rng.random() < 0.2:
                surveys.decline(participation, because="time", by=writer, at=at)
            continue
        if year > timezone.localdate().year and participation.organisation.municipality_code == FIRST_ACCOUNT:
            continue  # the demo's own account still has something to do
        _opinions(participation, personal, rng, at)
        values = {version: (_value(version, participation, rng), surveys.stamp(None)) for version in versions}
        surveys.save_answers(participation, values=values, by=writer, at=at)
        surveys.submit_response(participation, by=writer, at=at + timedelta(hours=1))
    return found


def _value(version: QuestionVersion, participation: Participation, rng: random.Random):
    if rng.random() < 0.04:
        return rng.choice([Missing.DONT_KNOW, Missing.PREFER_NOT])
    codes = [option.code for option in version.options.all()]
    lean = LEAN[participation.level]
    match version.kind:
        case "scale":
            return codes[min(4, max(0, round(rng.gauss(2.3 + lean, 1.0))))]
        case "yes_no":
            return codes[0] if rng.random() < 0.6 + 0.2 * lean else codes[1]
        case "single":
            return rng.choice(codes)
        case "multiple":
            return frozenset(code for code in codes if rng.random() < 0.45) or frozenset(codes[:1])
        case "number":
            return int(rng.lognormvariate(3.8 + 0.6 * lean, 0.9))
        case _:
            text = rng.choice(LESS_WELL)
            return surveys.Quotable(text) if participation.organisation_id % 2 else text  # half agrees


def _opinions(participation: Participation, personal: list[QuestionVersion], rng: random.Random, at: datetime) -> None:
    """Each colleague has one, without a name."""
    lean = LEAN[participation.level]
    for seat in participation.organisation.seats.current().select_related("user"):
        options = [list(version.options.all()) for version in personal]
        chosen = [each[min(4, max(0, round(rng.gauss(2 + lean, 1.1))))] for each in options]
        surveys.give_opinion(participation, chosen=chosen, by=seat.user, at=at)


def _release(found: Round, at: datetime, by: User) -> None:
    surveys.close_round(found, at=at)
    written = found.questions.get(kind="long_text")
    for theme in THEMES:
        surveys.add_theme(written, text=theme, by=by, at=at)
    for quote in QUOTES:
        spoken = Answer.objects.filter(question=written, may_quote=True, text__contains=quote.split(" […]")[0]).first()
        if spoken:
            surveys.add_quote(spoken, text=quote, by=by, at=at)
    release = surveys.ask_release(found, by=by, at=at)
    surveys.make_release(release.pk, publish=make, at=at)
    release.refresh_from_db()
    surveys.publish_release(release, is_public=True, sha256=release.sha256, by=by, at=at + timedelta(days=2))


def _needs(by: User, now: datetime) -> None:
    """What members asked for: some answered, one that waits."""
    for text, days, answer in NEEDS:
        item = raise_item("need", text, source=f"{TITLE} {now.year}", owner=by, by=by, at=now - timedelta(days=days))
        share_item(item, by=by, at=now - timedelta(days=days))
        if answer:
            answer_item(item, answer=answer, by=by, at=now - timedelta(days=days - 12))
