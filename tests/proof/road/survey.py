"""Two rounds for the walls: one that organisation A fills in now, and one whose outcomes are for members."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from knowledge.models import NetworkItem
from knowledge.operations import answer_item, raise_item
from portal.core.page_cache import bump
from surveys import models
from surveys import operations as surveys
from tests.proof.roles import EDITORS, MEMBERS, OWN, READERS, STAFF
from tests.surveys.world import ask, asked, questionnaire, released, save, version

RIGHT = READERS
KNOW = MEMBERS | STAFF


@dataclass
class SurveyWorld:
    round: models.Round
    closed: models.Round
    sent: models.Participation
    release: models.Release
    need: NetworkItem
    theme: models.Theme
    quote: models.Quote  # of what organisation A wrote, in the outcomes


def survey_of(world) -> SurveyWorld:
    """What organisation A answered is for its own people and the readers, but for what it shares by name."""
    of = questionnaire(_questions(world, MEMBERS | STAFF))
    models.Questionnaire.objects.filter(pk=of.pk).update(title=world.word(KNOW), intro=world.word(KNOW))
    of.refresh_from_db()
    closed = _round(of, 2025)
    own = asked(closed, world.seat)
    quoted = world.word(KNOW)
    _answer(own, world, shared=KNOW, quoted=quoted)
    surveys.submit_response(own, by=world.people["professional"])
    other = asked(closed, world.other)
    surveys.decline(other, because="other", words=world.word({"admin of another"}, RIGHT), by=world.other.user)
    surveys.add_theme(version(closed, "minder"), text=world.word(KNOW), by=None)
    surveys.close_round(closed)
    quote = surveys.add_quote(own.answers.get(may_quote=True), text=quoted, by=None)
    release = released(closed)
    found = _round(of, 2026)
    now = asked(found, world.seat)
    _answer(now, world, shared=OWN, read=set())  # a draft is nobody else's
    surveys.entrust(now, user=world.people["plan writer"], by=world.people["admin"])
    theme = surveys.add_theme(version(found, "minder"), text=world.word(RIGHT), by=None)
    of.title = world.word(EDITORS)  # a draft of what is asked next
    of.save_revision()
    bump()
    return SurveyWorld(found, closed, own, release, _need(world), theme, quote)


def _need(world) -> NetworkItem:
    """One that was answered for every member, and one that only the readers know of yet."""
    item = raise_item("need", world.word(KNOW), source=world.word(KNOW), by=None)
    answer_item(item, answer=world.word(KNOW), by=None)
    return raise_item("need", world.word(STAFF), by=None)


def _round(of: models.Questionnaire, year: int) -> models.Round:
    last = timezone.localdate() + timedelta(days=20)
    return surveys.open_round(of, year=year, closes_on=last, by=None)


def _questions(world, readers: set[str]) -> list[dict]:
    word = lambda: world.word(readers)  # noqa: E731  one line each below
    return [
        ask("single", "keuze", text=word(), hint=word(), options=[word(), word()]),
        ask("number", "aantal", text=word(), unit=word(), minimum=0, maximum=99_999_999, edges=[10]),
        ask("text", "naam", text=word(), sharing="named"),
        ask("scale", "mening", text=word(), scale="agree", personal=True),
        ask("long_text", "minder", text=word(), sharing="staff"),
        ask("scale_group", "groep", text=word(), scale="agree", statements=["een", "twee"]),
    ]


def _answer(own: models.Participation, world, *, shared: set[str], read: set[str] = RIGHT, quoted: str = "") -> None:
    by, written = world.people["professional"], world.word(OWN, read)
    minder = surveys.Quotable(f"{written} {quoted}") if quoted else written
    save(own, by=by, keuze="1", naam=world.word(shared), minder=minder, een="3")
