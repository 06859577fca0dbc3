"""Builds the demo network through the operations, so it can be nothing the portal would refuse.

Everything follows from the content modules and today's date: building twice on one day is the same network.
"""

import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from implementation_plans import operations as plans
from implementation_plans.models import Answer, Plan, PlanTemplate, PlanVersion, Verdict, VersionSection
from membership import operations as membership
from membership.models import Admission, Organisation, Province, Role
from portal.accounts.models import User
from portal.core import files as private_files
from portal.core.models import Notification
from portal.core.page_cache import bump
from portal.home.demo_network import files
from portal.home.demo_network.busy import busy_plans
from portal.home.demo_network.circles import build_circles
from portal.home.demo_network.content.interests import INTERESTS
from portal.home.demo_network.content.more_organisations import MORE_ORGANISATIONS
from portal.home.demo_network.content.organisations import ORGANISATIONS
from portal.home.demo_network.content.plan_answers import (
    ADMISSION_REASONS,
    ANSWERS,
    DECISION_REASONS,
    EARLIER,
    ORGANISATION_APPROACHES,
    REACTIONS,
)
from portal.home.demo_network.content.plan_template import TEMPLATE
from portal.home.demo_network.library import build_material
from portal.home.demo_network.look_back import look_back
from portal.home.demo_network.money import build_money
from portal.home.demo_network.network import build_network
from portal.home.demo_network.pages import build_pages, code
from portal.home.demo_network.people import build_operator, build_staff
from portal.home.demo_network.routes import agree_to_licence, build_routes, follow_routes
from portal.home.demo_network.surveys import build_surveys
from portal.home.demo_network.template import build_template, renew_template

SECOND_READER = "adviseur2@platform31.example"
PROVINCES = {label: value for value, label in Province.choices}
SECTIONS = TEMPLATE["sections"]
#: Plans that wait for somebody began so many days ago at most: nobody waits for months here.
RECENT = {"level_1_writing": 40, "level_1_submitted": 55, "level_1_returned": 75, "level_1_resubmitted": 95}


def is_built() -> bool:
    return PlanTemplate.objects.exists()


def build(say: Callable[[str], object] = lambda text: None) -> None:
    """Everything at once or nothing: a killed build leaves no half network."""
    rng = random.Random(31)  # noqa: S311  the same network every time
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        build_operator()
        staff = build_staff()
        say("pagina’s")
        build_pages()
        template = build_template(now - timedelta(days=5 * 365))
        say("organisaties, aanvragen en plannen")
        for entry in ORGANISATIONS:
            Story(entry, staff, rng, now).tell()
        more_members(staff["adviser"], now)
        say("bibliotheek")
        build_material(staff["editor"], now)
        build_routes(staff["editor"], now)
        follow_routes(now)
        agree_to_licence(now)
        say("leerkringen")
        build_circles(staff, now)
        say("het gezicht van het netwerk")
        build_network(staff, now)
        say("vragenlijsten")
        build_surveys(staff, now)
        busy_plans(staff, User.objects.get(email=SECOND_READER), now)
        ask_for_a_seat(now - timedelta(days=1))
        build_interests(staff, now)
        build_money(staff, now)
        look_back(now)
        renew_template(template, now - timedelta(days=2))
        deliver_the_past(now)
    bump()


def more_members(by: User, now: datetime) -> None:
    """Members with one admin each and no story: a role account at an address that is nobody's."""
    for name, kind, province, inhabitants, months in MORE_ORGANISATIONS:
        at = now - timedelta(days=30 * months)
        made = membership.create_organisation(name, kind=kind, province=province, inhabitants=inhabitants, by=by, at=at)
        membership.open_term(made, level=1, by=by, at=at)
        person = User.objects.create_user(
            f"contact@{made.slug.removeprefix('gemeente-')}.example", first_name="Contactpersoon", last_name=""
        )
        membership.open_seat(made, user=person, role=Role.ADMIN, by=by, at=at)


def ask_for_a_seat(at: datetime) -> None:
    """One organisation opened its e-mail domain, and a colleague asks to take part."""
    organisation = Organisation.objects.get(municipality_code="GM0479")
    admin = organisation.seats.admins().order_by("pk")[0].user
    membership.open_email_domain(organisation, by=admin, at=at)
    asked = membership.ask_to_join(
        form_key=uuid.uuid5(uuid.NAMESPACE_URL, "demo:join"),
        name="Sanne Houtkade",
        email="jobcoach@zaanstad.example",
        at=at,
    )
    membership.send_join_request(asked, organisation=organisation, at=at)


def build_interests(staff: dict[str, User], now: datetime) -> None:
    """Those who are not ready to join, or cannot; some of them were answered."""
    for entry in INTERESTS:
        at = now - timedelta(days=entry["days"])
        who = {k: entry[k] for k in ("kind", "organisation_name", "name", "email", "wish")}
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo:interest:{entry['email']}")
        interest = membership.register_interest(form_key=key, **who, at=at)
        membership.confirm_interest(interest, message=entry["message"], at=at)
        answered_at = at + timedelta(days=3)
        if entry.get("deed") == "invite":
            membership.invite_to_apply(interest, by=staff["adviser"], at=answered_at)
        elif entry.get("deed") == "close":
            membership.close_interest(interest, answer=entry.get("answer", ""), by=staff["adviser"], at=answered_at)


def deliver_the_past(now: datetime) -> None:
    """What happened long ago was mailed long ago: nothing of it goes out now."""
    Notification.objects.filter(created_at__lt=now).update(
        sent_at=F("created_at"), read_at=F("created_at"), secret_text=""
    )
    transaction.on_commit(lambda: DBTaskResult.objects.filter(status="READY").delete())


class Story:
    """One organisation on its way, as far as its state says."""

    def __init__(self, entry: dict, staff: dict[str, User], rng: random.Random, now: datetime) -> None:
        self.entry, self.staff, self.rng, self.now = entry, staff, rng, now
        self.state: str = entry["state"]
        start = now - timedelta(days=30 * entry["joined_months_ago"] + rng.randrange(3, 20))
        self.at = start.replace(hour=9) + timedelta(minutes=rng.randrange(400))

    def later(self, low: int, high: int) -> datetime:
        """Some days on, never after yesterday."""
        self.at = min(self.at + timedelta(days=self.rng.randrange(low, high)), self.now - timedelta(days=1))
        return self.at

    def tell(self) -> None:
        admission = self.apply()
        if self.state.startswith("application"):
            return
        organisation = self.admit(admission)
        if self.state in ("level_1_no_plan", "ended"):
            if self.state == "ended":
                membership.end_membership(
                    organisation, reason="Op eigen verzoek", by=self.staff["decider"], at=self.later(60, 90)
                )
            return
        self.write_and_submit(organisation)

    # --- Coming in ---------------------------------------------------------------------------------------

    def apply(self) -> Admission:
        entry, person = self.entry, self.entry["people"][0]
        admission = membership.start_admission(
            form_key=uuid.uuid5(uuid.NAMESPACE_URL, f"demo:{entry['key']}"),
            organisation_name=entry["name"],
            kind=entry["kind"],
            applicant_name=f"{person['first_name']} {person['last_name']}",
            email=person["email"],
            phone="085 000 00 00",
            at=self.at,
        )
        if self.state == "application_started":
            return admission
        membership.prove_address_by_link(admission, at=self.at)
        motivation = entry.get("motivation") or "Wij willen onze hulp rustiger maken, samen met anderen."
        membership.submit_admission(
            admission,
            province=PROVINCES[entry["province"]],
            inhabitants=entry["inhabitants"],
            motivation=motivation,
            at=self.at,
        )
        if self.state == "application_declined":
            membership.decline_admission(
                admission, reason=entry["decision_reason"], by=self.staff["adviser"], at=self.later(4, 9)
            )
        return admission

    def admit(self, admission: Admission) -> Organisation:
        organisation = membership.admit_organisation(
            admission,
            reason=self.rng.choice(ADMISSION_REASONS),
            by=self.staff["adviser"],
            at=self.later(4, 10),
            municipality_code=self.entry["municipality_code"],
        )
        admin = organisation.seats.get().user
        admin.function = self.entry["people"][0]["function"]
        admin.save(update_fields=["function"])
        for person in self.entry["people"][1:]:
            invitation = membership.invite_colleague(
                organisation,
                email=person["email"],
                name=f"{person['first_name']} {person['last_name']}",
                role=Role(person["role"]),
                by=admin,
                at=self.at,
            )
            seat = membership.accept_invitation(invitation, at=self.at)
            User.objects.filter(pk=seat.user_id).update(function=person["function"])
        return organisation

    # --- The plan ------------------------------------------------------------------------------------------

    def write_and_submit(self, organisation: Organisation) -> None:
        approach = ORGANISATION_APPROACHES[self.entry["key"]]
        writers = [seat.user for seat in organisation.seats.select_related("user").order_by("pk")]
        if days := RECENT.get(self.state):
            self.at = max(self.at, self.now - timedelta(days=days))
        plan = plans.start_plan(organisation, by=writers[0], at=self.later(7, 20))
        returns = self.state in ("level_1_returned", "level_1_resubmitted") or (
            self.state == "level_2" and approach in EARLIER
        )
        texts = ANSWERS[approach] | (EARLIER[approach] if returns else {})
        count = 3 if self.state == "level_1_writing" else len(SECTIONS)
        self.write(plan, texts, SECTIONS[:count], writers)
        if self.state == "level_1_writing":
            half = SECTIONS[count]["questions"][0]["code"]
            self.save(plan, {half: texts[half]}, writers[0])
            return
        self.attach(plan, writers[0])
        version = plans.submit_plan(plan, by=writers[0], at=self.later(3, 10))
        if self.state == "level_1_submitted":
            return
        if returns:
            self.give_back(version, approach)
            if self.state == "level_1_returned":
                return
            version = self.add_and_resubmit(plan, approach, writers)
            if self.state == "level_1_resubmitted":
                return
        self.approve(version, approach)

    def write(self, plan: Plan, texts: dict[str, str], sections: list[dict], writers: list[User]) -> None:
        for number, section in enumerate(sections):
            writer = writers[number % len(writers)]
            self.save(plan, {q["code"]: texts[q["code"]] for q in section["questions"]}, writer)
            plans.finish_section(plan.sections.get(code=code(section["code"])), by=writer, at=self.later(1, 5))

    def save(self, plan: Plan, texts: dict[str, str], writer: User) -> None:
        wanted = {code(name): text for name, text in texts.items()}
        answers = Answer.objects.filter(section__plan=plan, question__in=wanted).select_related("section")
        by_section: dict = {}
        for answer in answers:
            by_section.setdefault(answer.section, {})[answer.question] = (wanted[answer.question], answer.revision)
        for section, values in by_section.items():
            plans.save_answers(section, answers=values, by=writer, at=self.at)

    def attach(self, plan: Plan, writer: User) -> None:
        name = self.entry["name"]
        for section_code, upload in (
            ("embedding", files.agreements_pdf(name)),
            ("planning", files.planning_docx(name)),
        ):
            section = plan.sections.get(code=code(section_code))
            plan_file = plans.add_file(section, upload=upload, by=writer, at=self.at)
            private_files.check_file(str(plan_file.file_id), at=self.at)

    def give_back(self, version: PlanVersion, approach: str) -> None:
        reader = self.staff["adviser"]
        reactions = {code(name): text for name, text in REACTIONS[approach].items()}
        when = self.later(5, 14)
        for section in version.sections.all():
            reaction = reactions.get(section.code, "")
            plans.save_review(section, judged=judged(section, reaction), by=reader, at=when)
        answer_by = timezone.localdate(when + timedelta(weeks=6))
        reason = DECISION_REASONS[approach]["return"]
        plans.return_plan(version, reason=reason, answer_by=answer_by, by=reader, at=when)

    def add_and_resubmit(self, plan: Plan, approach: str, writers: list[User]) -> PlanVersion:
        plan = Plan.objects.get(pk=plan.pk)
        flagged = [s for s in SECTIONS if s["code"] in REACTIONS[approach]]
        self.later(5, 15)
        self.write(plan, ANSWERS[approach], flagged, writers)
        return plans.submit_plan(Plan.objects.get(pk=plan.pk), by=writers[0], at=self.later(2, 6))

    def approve(self, version: PlanVersion, approach: str) -> None:
        when = self.later(5, 14)
        for section in version.sections.all():
            plans.save_review(section, judged=judged(section), by=self.staff["adviser"], at=when)
        plans.approve_plan(version, reason=DECISION_REASONS[approach]["approve"], by=self.staff["decider"], at=when)


def judged(section: VersionSection, reaction: str = "") -> list[tuple[str, str]]:
    """Every criterion is good; with a reaction the first asks for more."""
    first = (Verdict.ADD, reaction) if reaction else (Verdict.GOOD, "")
    return [first, *[(Verdict.GOOD, "")] * (len(section.criteria) - 1)]
