"""Small questionnaires, rounds and answers, by the operations that people use."""

import json
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from surveys import operations as surveys
from surveys.algorithms.publishing import Base, canonical, publish, sha256
from surveys.algorithms.variables import variables
from surveys.models import Participation, Questionnaire, QuestionVersion, Release, Round
from tests.factories import OrganisationFactory, SeatFactory, TermFactory


def ask(kind: str, code: str, *, sharing: str = "protected", **more) -> dict:
    """One question as Wagtail stores it; its block id is its short name with "b-" before it, unless `block` says so."""
    value = {"code": code, "text": more.pop("text", f"Vraag over {code}?"), "sharing": sharing}
    block = more.pop("block", f"b-{code}")
    if options := more.pop("options", None):
        value["options"] = [{"type": "item", "id": f"{block}:{o}", "value": {"label": o}} for o in options]
    if statements := more.pop("statements", None):
        value["statements"] = [
            {"type": "item", "id": f"b-{each}", "value": {"code": each, "text": f"Stelling {each}"}}
            for each in statements
        ]
    return {"type": kind, "id": block, "value": value | more}


def pages(*questions: list[dict]) -> str:
    return json.dumps(
        [
            {"type": "section", "id": f"s{n}", "value": {"title": f"Pagina {n}", "lead": "", "items": items}}
            for n, items in enumerate(questions, start=1)
        ]
    )


FIRST = [
    ask("yes_no", "brief", text="Herschreef u brieven?"),
    ask(
        "single", "met-wie", text="Met wie?", options=["Inwoners", "Collega’s"], only_if="brief", only_if_answers=["Ja"]
    ),
    ask("multiple", "vormen", text="Welke vormen?", options=["Kleine stappen", "Een coach", "Een groep"]),
    ask("scale", "tijd", text="Wij nemen tijd", scale="agree"),
]
SECOND = [
    ask("number", "deelnemers", text="Hoeveel deelnemers?", unit="inwoners", minimum=0, maximum=5000, edges=[10, 50]),
    ask("multiple", "helpt", text="Waarmee helpt u?", sharing="named", options=["Een trainer", "Een bezoek"]),
    ask("long_text", "minder", text="Wat ging minder?", sharing="staff"),
    ask("date", "sinds", text="Sinds wanneer?", sharing="named"),
]


def questionnaire(*questions: list[dict], live: bool = True) -> Questionnaire:
    made = Questionnaire(
        title="Wat gaat goed?", intro="Kort en eerlijk.", live=False, sections=pages(*(questions or (FIRST, SECOND)))
    )
    made.sections.stream_block.clean(made.sections)
    made.full_clean()
    made.save()
    revision = made.save_revision()
    if live:
        revision.publish()
    return Questionnaire.objects.get(pk=made.pk)


def opened(of: Questionnaire | None = None, *, year: int = 2026, days: int = 20, **more) -> Round:
    """A round of everybody who is a member now."""
    closes_on = timezone.localdate() + timedelta(days=days)
    return surveys.open_round(of or questionnaire(), year=year, closes_on=closes_on, by=None, **more)


def asked(of: Round, seat) -> Participation:
    return Participation.objects.select_related("round", "organisation").get(round=of, organisation=seat.organisation)


def version(of: Round, code: str) -> QuestionVersion:
    return of.questions.select_related("question").prefetch_related("options__option").get(question__code=code)


def save(participation: Participation, by=None, **answers):
    """By short name, with _ for -: what the page was opened on is what is stored now."""
    given = surveys.answers_of(participation)
    values = {}
    for name, value in answers.items():
        question = version(participation.round, name.replace("_", "-"))
        values[question] = (value, surveys.stamp(surveys.value_of(given.get(question.pk))))
    return surveys.save_answers(participation, values=values, by=by)


def said(participation: Participation) -> dict[str, object]:
    """Everything stored, by short name."""
    answers = surveys.answers_of(participation)
    codes = dict(participation.round.questions.values_list("pk", "question__code"))
    return {codes[pk]: surveys.value_of(answer) for pk, answer in answers.items()}


# --- A network that answers, and its outcomes ---------------------------------------------------------------------


def network(n: int) -> list:
    """Seats of admins in `n` members: half of them of the second level by their row, a quarter of another kind."""
    seats = []
    for place in range(n):
        organisation = OrganisationFactory(
            kind="non_profit" if place % 4 == 0 else "municipality",
            province="nh" if place % 2 else "ov",
            inhabitants=None if place % 4 == 0 else 20_000 + 10_000 * place,
        )
        TermFactory(organisation=organisation)
        seats.append(SeatFactory(organisation=organisation, role="admin"))
    return seats


def everybody_answers(of: Round, seats: list, values: Callable[[int], dict]) -> None:
    for place, seat in enumerate(seats):
        own = asked(of, seat)
        save(own, by=seat.user, **values(place))
        surveys.submit_response(own, by=seat.user)


def without_gate(found, policy, *, on_progress):
    """The most telling release that sizes allow: for tests of what is shown, not of what is safe."""
    levels = {v.code: Base(found, policy, v.base).levels(v)[0] for v in variables(found, policy)}
    release = publish(found, policy, levels)
    return canonical(release), sha256(release), ""


def released(of: Round, *, is_public: bool = False, publish=without_gate) -> Release:
    surveys.close_round(of)
    release = surveys.ask_release(of, by=None)
    surveys.make_release(release.pk, publish=publish)
    release.refresh_from_db()
    return surveys.publish_release(release, is_public=is_public, sha256=release.sha256, by=None)
