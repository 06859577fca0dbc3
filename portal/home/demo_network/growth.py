"""The demo network after years of growth: thousands of members with their plans, to measure with.

The operations need about a second for one member with a plan, so ten thousand would take hours. The
rows here are written in bulk, in the shapes the operations write; whatever follows from others is
left to the functions that derive it, and every constraint and trigger of the database looks on.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from implementation_plans.models import (
    Answer,
    Decision,
    Judgement,
    Outcome,
    Plan,
    PlanSection,
    PlanVersion,
    Reading,
    SectionReview,
    TemplateVersion,
    Verdict,
    VersionPart,
    VersionSection,
)
from implementation_plans.operations import template_in_force
from implementation_plans.operations.people import readers
from implementation_plans.operations.submitting import frozen_section
from implementation_plans.operations.writing import outlines_for
from membership.access import sync_groups
from membership.models import Admission, Duty, Kind, Organisation, Province, Role, Seat, Term
from membership.operations.organisations import found_as
from portal.accounts.models import User
from portal.core import search
from portal.core.audit import subject_of
from portal.core.models import AuditEntry, Notification, SearchEntry
from portal.core.page_cache import bump
from portal.home.demo_network.content.plan_answers import ANSWERS
from portal.home.demo_network.pages import code

BATCH = 500  # organisations in one transaction
FIRST = ("Linde", "Rietbeek", "Veen", "Molen", "Zand", "Duin", "Berken", "Water", "Heide", "Korenaar")
LAST = ("hoven", "stede", "drecht", "wolde", "zicht", "burg", "meer", "veld")
DAY = timedelta(days=1)


@dataclass
class Story:
    """What one organisation went through, while its rows are being made."""

    number: int
    organisation: Organisation
    admin: User
    joined: datetime
    outcomes: list[str]  # of its versions, in order; "" waits for a decision

    def submitted_at(self, version: int) -> datetime:
        return self.joined + (20 * version - 10) * DAY

    def decided_at(self, version: int) -> datetime:
        return self.submitted_at(version) + 9 * DAY

    @property
    def raised_at(self) -> datetime | None:
        """When it came in level 2."""
        return self.decided_at(len(self.outcomes)) if Outcome.APPROVED in self.outcomes else None


def address_of(number: int) -> str:
    """Where the admin of the organisation with this number logs in."""
    return f"beheerder-{number}@gegroeid.example"


def grow(organisations: int, plans: int, say: Callable[[str], object]) -> int:
    """Bring the network to so many grown members, with so many submitted plan versions among them.

    An organisation has one plan, so more plans than organisations are later versions of returned ones.
    Members that an earlier run made stay as they are. Returns how many were added.
    """
    known = set(User.objects.filter(email__endswith="@gegroeid.example").values_list("email", flat=True))
    missing = [n for n in range(1, organisations + 1) if address_of(n) not in known]
    each, more = divmod(plans, organisations)
    template = template_in_force(at=timezone.now())
    for start in range(0, len(missing), BATCH):
        numbers = missing[start : start + BATCH]
        with transaction.atomic():
            stories = _members({n: each + (n <= more) for n in numbers})
            _plans([s for s in stories if s.outcomes], template)
        say(f"{start + len(numbers)} van {len(missing)} organisaties")
    _messages(User.objects.get(email=address_of(1)), organisations)
    bump()
    return len(missing)


# --- Members: what admit_organisation writes -------------------------------------------------------------


def _members(versions: dict[int, int]) -> list[Story]:
    """Organisations by number of versions: admitted, with an admin's seat, terms, groups, and found by search."""
    reader = readers().first()
    stories = [_story(number, count) for number, count in versions.items()]
    Organisation.objects.bulk_create(s.organisation for s in stories)
    User.objects.bulk_create(s.admin for s in stories)
    Admission.objects.bulk_create(_admission(s, reader) for s in stories)
    seats = [
        Seat(
            organisation=s.organisation,
            user=s.admin,
            role=Role.ADMIN,
            duties=[Duty.CONTACT],
            since=timezone.localdate(s.joined),
            opened_by=reader,
        )
        for s in stories
    ]
    Seat.objects.bulk_create(seats)
    Term.objects.bulk_create(term for s in stories for term in _terms(s, reader))
    AuditEntry.objects.bulk_create(
        AuditEntry(at=s.joined, actor_id=reader.pk, verb="organisation.created", subject=subject_of(s.organisation))
        for s in stories
    )
    SearchEntry.objects.bulk_create(
        search.new_entry("organisation", s.organisation.pk, **found_as(s.organisation)) for s in stories
    )
    sync_groups([s.admin.pk for s in stories])
    return stories


def _story(number: int, versions: int) -> Story:
    place = FIRST[number % len(FIRST)] + LAST[number // len(FIRST) % len(LAST)]
    kind = list(Kind)[0 if number % 3 else number // 3 % len(Kind)]
    name = f"{'Gemeente' if kind == Kind.MUNICIPALITY else 'Stichting'} {place} {number}"
    joined = timezone.now() - (60 + 20 * versions + number % 900) * DAY
    admin = User(email=address_of(number), first_name=f"Noor{number}", last_name="Veldhoek")
    admin.set_unusable_password()
    organisation = Organisation(
        name=name,
        name_key=search.plain(name),
        slug=search.plain(name).replace(" ", "-"),
        kind=kind,
        province=list(Province)[number % len(Province)],
        inhabitants=20_000 + number,
        created_at=joined,
    )
    last = ("", Outcome.RETURNED, Outcome.APPROVED, Outcome.APPROVED)[number % 4]
    return Story(number, organisation, admin, joined, [*[Outcome.RETURNED] * (versions - 1), last][:versions])


def _admission(story: Story, reader: User) -> Admission:
    organisation = story.organisation
    return Admission(
        form_key=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:grown:{story.number}"),
        organisation_name=organisation.name,
        kind=organisation.kind,
        applicant_name=str(story.admin),
        email=story.admin.email,
        province=organisation.province,
        inhabitants=organisation.inhabitants,
        motivation="Wij willen onze hulp rustiger maken, samen met anderen.",
        started_at=story.joined - 5 * DAY,
        address_proved_at=story.joined - 5 * DAY,
        submitted_at=story.joined - 5 * DAY,
        decided_at=story.joined,
        decided_by=reader,
        reason="Welkom.",
        organisation=organisation,
    )


def _terms(story: Story, reader: User) -> list[Term]:
    first = Term(
        organisation=story.organisation,
        level=1,
        start=timezone.localdate(story.joined),
        opened_at=story.joined,
        opened_by=reader,
    )
    if story.raised_at is None:
        return [first]
    day = timezone.localdate(story.raised_at)
    first.end, first.ended_at, first.ended_by, first.end_reason = day, story.raised_at, reader, "niveau 2"
    second = Term(organisation=story.organisation, level=2, start=day, opened_at=story.raised_at, opened_by=reader)
    return [first, second]


# --- Plans: what start_plan, save_answers, submit_plan and the decision write ----------------------------


def _plans(stories: list[Story], template: TemplateVersion) -> None:
    plans = Plan.objects.bulk_create(
        Plan(organisation=s.organisation, template=template, started_at=s.joined, started_by=s.admin) for s in stories
    )
    sections = {plan.pk: _sections(plan, story) for plan, story in zip(plans, stories, strict=True)}
    PlanSection.objects.bulk_create(section for parts in sections.values() for section in parts)
    texts = _answers(template)
    Answer.objects.bulk_create(
        Answer(section=s, question=q["code"], text=texts[q["code"]], revision=1, updated_at=s.plan.started_at)
        for parts in sections.values()
        for s in parts
        for q in s.outline["questions"]
    )
    versions = PlanVersion.objects.bulk_create(
        PlanVersion(plan=plan, number=n, submitted_at=story.submitted_at(n), submitted_by=story.admin)
        for plan, story in zip(plans, stories, strict=True)
        for n in range(1, len(story.outcomes) + 1)
    )
    parts = _parts(versions, sections, texts)
    by_plan = {plan.pk: story for plan, story in zip(plans, stories, strict=True)}
    _decisions([(v, by_plan[v.plan_id]) for v in versions], parts)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=v.submitted_at,
            actor_id=v.submitted_by_id,
            verb="plan.submitted",
            subject=subject_of(v.plan),
            data={"version": v.pk, "number": v.number},
        )
        for v in versions
    )


def _answers(template: TemplateVersion) -> dict[str, str]:
    """To every question; one that was added lately gets an answer to another."""
    known = {code(name): text for name, text in next(iter(ANSWERS.values())).items()}
    asked = [question["code"] for outline in template.sections for question in outline["questions"]]
    return {question: known.get(question) or next(iter(known.values())) for question in asked}


def _sections(plan: Plan, story: Story) -> list[PlanSection]:
    """All done; after a return the first one is open again."""
    returned = story.outcomes[-1] == Outcome.RETURNED
    sections = []
    for number, outline in enumerate(outlines_for(plan.template, plan.organisation), start=1):
        again = returned and number == 1
        section = PlanSection(plan=plan, code=outline["code"], number=number, is_open=again)
        if not again:
            section.done_at, section.done_by = story.submitted_at(1), story.admin
        sections.append(section)
    return sections


def _parts(versions: list[PlanVersion], sections: dict[int, list[PlanSection]], texts: dict) -> list[VersionPart]:
    """The first version has rows of its own; the next ones share all but the first section, which was returned."""
    new = [(v, s) for v in versions for s in sections[v.plan_id] if v.number == 1 or s.number == 1]
    rows = VersionSection.objects.bulk_create(
        frozen_section(s, {(s.pk, name): text for name, text in texts.items()}, []) for _version, s in new
    )
    latest: dict[tuple[int, int], VersionSection] = {}
    own = {(version.pk, s.number): row for (version, s), row in zip(new, rows, strict=True)}
    parts = []
    for version in versions:  # by plan, then by number
        for s in sections[version.plan_id]:
            key = (version.plan_id, s.number)
            latest[key] = own.get((version.pk, s.number), latest.get(key))
            parts.append(VersionPart(version=version, section=latest[key]))
    return VersionPart.objects.bulk_create(parts)


def _decisions(versions: list[tuple[PlanVersion, Story]], parts: list[VersionPart]) -> None:
    """A reading of every decided version, and the decision that follows from it."""
    reader = readers().last()
    outcomes = {version.pk: story.outcomes[version.number - 1] for version, story in versions}
    reviews, returned = {}, set()
    for part in parts:
        if outcome := outcomes[part.version_id]:
            reviews.setdefault(
                part.section_id,
                SectionReview(section=part.section, saved_at=part.version.submitted_at + 8 * DAY, reader=reader),
            )
            if outcome == Outcome.RETURNED and part.section.number == 1:
                returned.add(part.section_id)
    SectionReview.objects.bulk_create(reviews.values())
    Judgement.objects.bulk_create(
        Judgement(
            review=review,
            number=number,
            verdict=Verdict.ADD if (adds := number == 1 and review.section_id in returned) else Verdict.GOOD,
            reaction="Vul dit nog aan." if adds else "",
        )
        for review in reviews.values()
        for number, _criterion in review.section.criteria
    )
    Reading.objects.bulk_create(
        Reading(
            version=version,
            reader=reader,
            assigned_at=version.submitted_at,
            completed_at=version.submitted_at + 8 * DAY,
        )
        for version, _story in versions
        if outcomes[version.pk]
    )
    Decision.objects.bulk_create(
        Decision(
            version=version,
            standing_for=version,
            outcome=outcomes[version.pk],
            reason="Wij lazen uw plan met plezier.",
            letter={"opening": "Wij lazen uw plan met plezier.", "parts": [], "closing": ""},
            decided_at=story.decided_at(version.number),
            decided_by=reader,
        )
        for version, story in versions
        if outcomes[version.pk]
    )


def _messages(person: User, wanted: int) -> None:
    """A long history of read messages for one person, where one is enough to measure a list."""
    now = timezone.now()
    present = Notification.objects.filter(recipient=person).count()
    Notification.objects.bulk_create(
        (
            Notification(
                kind="colleague_joined",
                recipient=person,
                context={"name": f"Idris {n}", "organisation": "Gemeente Lindehoven"},
                key=f"grown:{person.pk}:{n}",
                created_at=now - n * timedelta(hours=1),
                next_attempt_at=now,
                sent_at=now,
                read_at=now,
            )
            for n in range(present, wanted)
        ),
        batch_size=1000,
    )
