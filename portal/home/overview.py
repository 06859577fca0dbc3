"""The member's overview: where are we, what is next, whose turn is it, since when (N2).

One pure description of every state of the road; the page only shows it.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from implementation_plans.models import EmbeddingCheck, Plan, PlanSection, TemplateVersion
from implementation_plans.operations import Introduction, introduction_for, newest_template, sections_ahead
from membership.models import Seat
from portal.core.operator import operator_settings
from portal.core.templatetags.portal import day, day_short


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now. Without `url` it is somebody else's turn."""

    title: str
    text: str
    label: str = ""
    url: str = ""
    post: bool = False


@dataclass(frozen=True)
class Step:
    title: str
    state: str  # done, now, todo
    text: str
    status: str = ""  # class of the shape: done, you, busy
    url: str = ""


@dataclass(frozen=True)
class Task:
    """What colleagues agreed that this person writes."""

    text: str
    title: str
    url: str


@dataclass(frozen=True)
class Overview:
    greeting: str
    next: NextStep
    steps: list[Step]
    summary: str
    stones: list[str] = field(default_factory=list)  # state per section, for the bridge
    stones_text: str = ""
    has_plan: bool = False
    tasks: list[Task] = field(default_factory=list)


def overview_of(seat: Seat) -> Overview:
    organisation = seat.organisation
    terms = list(organisation.terms.that_counted())
    today = timezone.localdate()
    term = next((t for t in terms if t.start <= today and (t.end is None or t.end > today)), None)
    plan = Plan.objects.select_related("template").filter(organisation=organisation).first()
    if term is None:
        return _ended(seat, terms[-1].end if terms else None)
    if plan is not None:
        plan.organisation = organisation
    since = terms[0].start
    if term.level == 2:
        return _level_2(seat, since, term.level_since, plan)
    newest = plan.template if plan else newest_template()
    introduction = introduction_for(seat.user, newest)
    if plan is None:
        return _with_introduction(_without_plan(seat, since, newest), introduction, is_first=True)
    sections = list(plan.sections.all())
    for section in sections:
        section.plan = plan
    if plan.is_being_read:
        return _with_introduction(_being_read(seat, since, plan, sections), introduction)
    return _with_introduction(_writing(seat, since, plan, sections), introduction)


def shared_plans(user) -> list[Plan]:
    """Plans of other organisations that were shared with this person, by the name of the organisation."""
    plans = Plan.objects.shared_with(user).select_related("organisation", "template")
    return list(plans.order_by("organisation__name_key", "pk"))


def _steps(
    *, member: date | None, plan: tuple[str, str], reading: tuple[str, str], level_2: tuple[str, str]
) -> list[Step]:
    joined = Step("Lid geworden", "done", f"Klaar op {day_short(member)}" if member else "Klaar", "done")
    return [
        joined,
        _step("Plan schrijven", *plan),
        _step("Wij lezen uw plan", *reading),
        _step("Niveau 2", *level_2),
    ]


def _with_introduction(view: Overview, introduction: Introduction | None, *, is_first: bool = False) -> Overview:
    """The route with which level 1 begins, as a step of the reader's own. The one next step when it must come first."""
    if introduction is None:
        return view
    goes_first = is_first and introduction.is_needed and not introduction.is_finished
    steps = [
        replace(step, state="todo", text="Daarna", status="") if goes_first and step.state == "now" else step
        for step in view.steps
    ]
    step = Step(
        introduction.title,
        "done" if introduction.is_finished else "now" if goes_first else "todo",
        "Klaar" if introduction.is_finished else f"{introduction.done} van {introduction.lessons} lessen klaar",
        "done" if introduction.is_finished else "you" if goes_first else "",
        introduction.url,
    )
    steps.insert(1, step)
    return replace(view, steps=steps, next=_first(introduction) if goes_first else view.next)


def _first(introduction: Introduction) -> NextStep:
    return NextStep(
        f"Volg de leerroute ‘{introduction.title}’",
        f"Zo leert u de aanpak kennen. Het zijn {introduction.lessons} korte lessen. U hoeft ze niet achter elkaar te "
        "doen. Daarna begint u met uw plan.",
        "Ga verder met de lessen" if introduction.done else "Begin met de eerste les",
        introduction.url,
    )


def _step(title: str, state: str, text: str) -> Step:
    return Step(title, state, text, {"done": "done", "now": "you"}.get(state, ""))


def _answer_within() -> str:
    return f"U krijgt antwoord binnen {operator_settings().weeks_to_answer} weken."


def _without_plan(seat: Seat, since: date, newest: TemplateVersion | None) -> Overview:
    count = sections_ahead(seat.organisation, newest)
    return Overview(
        greeting=f"Dag {seat.user.call_name},\nwelkom in het netwerk.",
        next=NextStep(
            "Begin met uw plan",
            f"In een implementatieplan schrijft u hoe u met de aanpak gaat werken. Het heeft {count} onderdelen. "
            "U hoeft het niet in één keer te doen. Wij bewaren wat u schrijft.",
            "Begin met het plan",
            reverse("plans:start"),
            post=True,
        ),
        steps=_steps(
            member=since,
            plan=("now", "U bent hier"),
            reading=("todo", _answer_within()),
            level_2=("todo", "U krijgt alle hulpmiddelen."),
        ),
        summary="U bent lid in niveau 1",
        stones=["todo"] * count,
        stones_text=f"Uw plan krijgt {count} onderdelen.",
    )


def _writing(seat: Seat, since: date, plan: Plan, sections: list[PlanSection]) -> Overview:
    done = sum(s.is_done for s in sections)
    todo = [s for s in sections if not s.is_done]
    current = todo[0] if todo else None
    returned = plan.is_returned
    reading = ("todo", _answer_within())
    if returned:
        decided = plan.latest_version().decision.decided_at
        reading = ("todo", f"Gelezen op {day_short(decided)}. Straks lezen wij uw aanvulling.")
    return Overview(
        greeting=_writing_greeting(seat, done, len(sections), returned=returned),
        next=_ready(seat, plan) if current is None else _section_step(current, returned=returned),
        steps=_steps(
            member=since,
            plan=("now", "U bent hier"),
            reading=reading,
            level_2=("todo", "U krijgt alle hulpmiddelen."),
        ),
        summary=f"{done} van de {len(sections)} onderdelen van uw plan {_are(done)} klaar",
        stones=["done" if s.is_done else "now" if s is current else "todo" for s in sections],
        stones_text=f"{done} van de {len(sections)} onderdelen {_are(done)} klaar.",
        has_plan=True,
        tasks=[_task(s) for s in todo if s.is_open and s.writer_id == seat.user_id],
    )


def _task(section: PlanSection) -> Task:
    wish = f", graag voor {day_short(section.due_on)}" if section.due_on else ""
    url = reverse("plans:section", args=[section.number])
    return Task(f"U schrijft onderdeel {section.number}{wish}", section.title, url)


def _are(count: int) -> str:
    return "is" if count == 1 else "zijn"


def _writing_greeting(seat: Seat, done: int, count: int, *, returned: bool) -> str:
    name = seat.user.call_name
    if returned:
        return f"Dag {name},\nu bent er bijna."
    if done == count:
        return f"Dag {name},\nuw plan is compleet."
    if done * 3 >= count * 2:
        return f"Dag {name},\nu bent al een heel eind."
    if done * 2 >= count - 1 and done:
        return f"Dag {name},\nu bent halverwege."
    return f"Dag {name},\nfijn dat u er bent."


def _section_step(section: PlanSection, *, returned: bool) -> NextStep:
    outline = section.outline
    url = reverse("plans:section", args=[section.number])
    if returned:
        return NextStep(
            f"Vul het onderdeel ‘{outline['title']}’ aan",
            "Wij lazen uw plan en missen hier nog iets. U ziet onze reactie boven uw tekst. "
            "De andere onderdelen zijn goed.",
            f"Vul onderdeel {section.number} aan",
            url,
        )
    return NextStep(
        f"Schrijf het onderdeel ‘{outline['title']}’",
        f"{outline['lead']} Dit kost ongeveer {outline['minutes']} minuten. U kunt altijd stoppen. "
        "Wij bewaren wat u schrijft.",
        "Ga verder met uw plan",
        url,
    )


def _ready(seat: Seat, plan: Plan) -> NextStep:
    if seat.is_admin:
        return NextStep(
            "Stuur uw plan naar het netwerk",
            "Alle onderdelen zijn klaar. Lees het plan nog één keer door. Verstuur het dan. Daarna lezen wij het.",
            "Bekijk en verstuur uw plan",
            reverse("plans:plan"),
        )
    return NextStep(
        "Het plan kan naar het netwerk",
        "Alle onderdelen zijn klaar. Een beheerder van uw organisatie kan het plan nu versturen. "
        "U hoeft zelf niets te doen.",
    )


def _being_read(seat: Seat, since: date, plan: Plan, sections: list[PlanSection]) -> Overview:
    version = plan.latest_version()
    return Overview(
        greeting=f"Dag {seat.user.call_name},\nwij lezen uw plan.",
        next=NextStep(
            "U hoeft nu niets te doen",
            f"Uw organisatie verstuurde versie {version.number} op {day(version.submitted_at)}. "
            f"Het netwerk is aan de beurt. {_answer_within()} U ziet het hier. De beheerders krijgen een e-mail.",
        ),
        steps=_steps(
            member=since,
            plan=("done", f"Verstuurd op {day_short(version.submitted_at)}"),
            reading=("now", "Het netwerk is aan de beurt"),
            level_2=("todo", "U krijgt alle hulpmiddelen."),
        ),
        summary=f"Wij lezen versie {version.number} {_waiting(version.submitted_at)}",
        stones=["done"] * len(sections),
        stones_text="Alle onderdelen zijn klaar.",
        has_plan=True,
    )


LEVEL_2 = NextStep(
    "Bekijk de hulpmiddelen van niveau 2",
    "Uw plan is goedgekeurd. Alle hulpmiddelen staan nu voor u en uw collega’s open.",
    "Ga naar kennis",
    "/kennis/",
)


def _look_back(check: EmbeddingCheck) -> NextStep:
    return NextStep(
        "Hoe gaat het met uw beloften?",
        f"Uw plan is al een tijd goedgekeurd. Kijk met ons terug op wat u beloofde. Graag voor {day(check.due_on)}. "
        "Wij bewaren wat u schrijft.",
        "Kijk terug op uw plan",
        reverse("plans:embedding", args=[check.number]),
    )


def _level_2(seat: Seat, first: date, start: date, plan: Plan | None) -> Overview:
    version = plan.latest_version() if plan else None
    decided = version.decision.decided_at if version and version.is_decided else None
    looking_back = plan.embedding_checks.last() if plan else None
    read = ("done", f"Goedgekeurd op {day_short(decided)}" if decided else "Klaar")
    return Overview(
        greeting=f"Dag {seat.user.call_name},\nu bent aan de slag.",
        next=_look_back(looking_back) if looking_back and not looking_back.is_sent else LEVEL_2,
        steps=_steps(
            member=first,
            plan=("done", f"Verstuurd op {day_short(version.submitted_at)}" if version else "Klaar"),
            reading=read,
            level_2=("done", f"Sinds {day_short(start)}"),
        ),
        summary=f"U bent in niveau 2 sinds {day(start)}",
        stones=["done"] * (plan.sections.count() if plan else 7),
        stones_text="Uw brug is af.",
        has_plan=plan is not None,
    )


def _ended(seat: Seat, end: date | None) -> Overview:
    ended = day(end)
    return Overview(
        greeting=f"Dag {seat.user.call_name}.",
        next=NextStep(
            "Uw lidmaatschap is gestopt",
            f"{seat.organisation} is geen lid meer{f' sinds {ended}' if ended else ''}. Uw plan en uw gegevens zijn "
            "bewaard. Wilt u weer meedoen? Bel ons, dan regelen wij het samen.",
            *(("Haal uw gegevens op", reverse("home:organisation_export")) if seat.is_admin else ()),
        ),
        steps=[],
        summary="",
    )


def _waiting(since: datetime) -> str:
    days = (timezone.localdate() - timezone.localdate(since)).days
    return "sinds vandaag" if days == 0 else "sinds gisteren" if days == 1 else f"al {days} dagen"
