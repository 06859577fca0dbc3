"""Two at once: one decision, one version, one account, whatever the moment."""

import pytest
from django.db import connection
from django.urls import reverse

from implementation_plans.models import Decision, Judgement, Plan, PlanVersion
from implementation_plans.operations import deciding, reading, submitting
from membership import operations as membership
from membership.models import Admission, Interest, Organisation, Seat, Term
from portal.core.models import AuditEntry, Notification
from tests.factories import (
    OUTLINES,
    AdmissionFactory,
    InterestFactory,
    PlanFactory,
    SeatInvitationFactory,
    TemplateVersionFactory,
    UserFactory,
    member,
    read_as_good,
    staff,
    write_everything,
)
from tests.people import client_of
from tests.proof.faults import together

DECIDED_BEFORE = "was u voor en nam het besluit"
VERDICT_CHANGED = "Een collega veranderde net een oordeel"
NOT_KEPT = "Uw oordeel is niet bewaard"


def browser(user):
    """A browser that gets the page a person would get, also when the portal stumbles."""
    client = client_of(user)
    client.raise_request_exception = False
    return client


class House:
    """Staff with a browser each, and plans of members with two admins to submit and decide about."""

    def __init__(self) -> None:
        self.template = TemplateVersionFactory(sections=OUTLINES[:2])
        self.adviser = staff("adviser")
        self.readers = [self.adviser, staff("decider"), staff("decider")]
        self.reading, self.first, self.second = (browser(person) for person in self.readers)
        self.first_again = browser(self.readers[1])

    def finished_plan(self) -> Plan:
        seat = member()
        membership.open_seat(seat.organisation, user=UserFactory(), role="admin", by=seat.user)
        return write_everything(PlanFactory(organisation=seat.organisation, template=self.template), seat.user)


def admins_of(plan: Plan) -> list:
    return [seat.user for seat in plan.organisation.seats.select_related("user").order_by("pk")]


def submit_at_once(plan: Plan) -> list:
    browsers = [browser(person) for person in admins_of(plan)]
    return together(*[lambda b=b: b.post(reverse("plans:submission")) for b in browsers])


def decide(client, version: PlanVersion):
    return client.post(reverse("plans_admin:decision_made", args=[version.pk]), {"reason": "Een sterk plan."})


def ask_for_more(client, version: PlanVersion):
    address = reverse("plans_admin:section", args=[version.pk, 1])
    return client.post(address, {"verdict-1": "add", "reaction-1": "Wie doet dit?"})


def audited(verb: str, subject, **data) -> int:
    return AuditEntry.objects.filter(
        verb=verb, subject=f"{subject._meta.model_name}:{subject.pk}", data__contains=data
    ).count()


def told(kind: str, **about) -> list[int]:
    return list(
        Notification.objects.filter(kind=kind, **about).order_by("recipient").values_list("recipient", flat=True)
    )


def submitted_once(house: House, plan: Plan, answers: list) -> bool:
    """Both people read that it was sent; there is one version, and each reader hears of it once."""
    versions = list(plan.versions.all())
    return (
        [a.status_code for a in answers] == [302, 302]
        and len(versions) == 1
        and plan.version_sections.count() == len(house.template.sections)
        and audited("plan.submitted", plan) == 1
        and told("plan_submitted", key__startswith=f"plan-submitted:{versions[0].pk}:") == [r.pk for r in house.readers]
    )


def decided_once(version: PlanVersion) -> bool:
    """One decision, and of its consequences exactly the ones that belong to it."""
    plan, people = version.plan, [admin.pk for admin in admins_of(version.plan)]
    decisions = list(Decision.objects.filter(version=version))
    if len(decisions) != 1:
        return False
    approved = decisions[0].outcome == "approved"
    organisation = plan.organisation
    asked = Judgement.objects.filter(review__section__versions=version, verdict="add").count()
    found = {
        "asked for more": asked,
        "levels": sorted(Term.objects.filter(organisation=organisation).values_list("level", flat=True)),
        "raised": audited("term.opened", organisation, level=2),
        "ended": audited("term.ended", organisation, level=1),
        "approvals": (audited("plan.approved", plan), told("plan_approved", recipient__in=people)),
        "returns": (audited("plan.returned", plan), told("plan_returned", recipient__in=people)),
        "open again": plan.sections.filter(is_open=True).count(),
    }
    return found == {
        "asked for more": 0 if approved else 1,
        "levels": [1, 2] if approved else [1],
        "raised": int(approved),
        "ended": int(approved),
        "approvals": (1, people) if approved else (0, []),
        "returns": (0, []) if approved else (1, people),
        "open again": 0 if approved else 1,
    }


def says(answer, status: int, *words: str) -> bool:
    """The page has this status and one of these sentences (any, when none is given)."""
    if getattr(answer, "status_code", 0) != status:
        return False
    return not words or any(sentence in answer.content.decode() for sentence in words)


def two_approve(house: House, version: PlanVersion) -> bool:
    answers = together(lambda: decide(house.first, version), lambda: decide(house.second, version))
    answers.sort(key=lambda a: getattr(a, "status_code", 0))
    return says(answers[0], 302) and says(answers[1], 409, DECIDED_BEFORE)


def one_clicks_twice(house: House, version: PlanVersion) -> bool:
    answers = together(lambda: decide(house.first, version), lambda: decide(house.first_again, version))
    return all(says(answer, 302) for answer in answers)


def one_returns_one_approves(house: House, version: PlanVersion) -> bool:
    def give_back():
        return ask_for_more(house.first, version), decide(house.first, version)

    given_back, approving = together(give_back, lambda: decide(house.second, version))
    if isinstance(given_back, Exception):
        return False
    verdict, returning = given_back
    if says(verdict, 409, NOT_KEPT):
        return says(approving, 302) and says(returning, 409, DECIDED_BEFORE)
    # The verdict was first, so the plan goes back: by who asked for it, or by the other, who saw it.
    winner, loser = sorted((returning, approving), key=lambda a: a.status_code)
    return says(verdict, 302) and says(winner, 302) and says(loser, 409, DECIDED_BEFORE, VERDICT_CHANGED)


def one_reads_one_approves(house: House, version: PlanVersion) -> bool:
    verdict, approving = together(lambda: ask_for_more(house.reading, version), lambda: decide(house.first, version))
    if says(verdict, 409, NOT_KEPT):
        return says(approving, 302)
    decided = Decision.objects.filter(version=version).exists()
    if not decided:  # the verdict came between the look and the lock: the decider reads so and looks again
        again = decide(house.first, version)
        return says(verdict, 302) and says(approving, 409, VERDICT_CHANGED) and says(again, 302)
    return says(verdict, 302) and says(approving, 302)


RACES = {  # what two people do at once, and how often: small and full
    "two approve": (two_approve, 6, 400),
    "one clicks twice": (one_clicks_twice, 2, 20),
    "approve against return": (one_returns_one_approves, 2, 40),
    "verdict against approve": (one_reads_one_approves, 2, 40),
}


def race(house: House, act) -> tuple[bool, bool]:
    """One plan through both races; tells whether the submission and the decision went well."""
    plan = house.finished_plan()
    answers = submit_at_once(plan)
    went_well = submitted_once(house, plan, answers)
    version = plan.versions.first()
    for reader in house.readers[:2]:  # who asks for more in a race has read it all before
        read_as_good(version, reader)
    return went_well, act(house, version) and decided_once(version)


@pytest.mark.django_db(transaction=True)
def test_two_browsers_at_once_make_one_version_and_one_decision(flushed_site, figure, size):
    house, submitted, wrongly_submitted, wrongly_decided = House(), 0, 0, 0
    for name, (act, small, full) in RACES.items():
        results = [race(house, act) for _ in range(size(small, full))]
        wrong = sum(not decided for _, decided in results)
        figure(f"races, {name}: {len(results)} pairs, {wrong} wrong")
        submitted += len(results)
        wrongly_submitted += sum(not once for once, _ in results)
        wrongly_decided += wrong
    figure(f"races, double submissions: {submitted} tried, {wrongly_submitted} wrong")
    assert (wrongly_submitted, wrongly_decided) == (0, 0)


@pytest.fixture
def naive_plans(transactional_db, monkeypatch):
    """The twin without a lock and without a unique key: looks whether it was done, then does it."""
    keys = [(Decision, ["standing_for_id"]), (PlanVersion, ["plan_id", "number"])]
    names = [unique_key(model, columns) for model, columns in keys]
    with connection.cursor() as cursor:
        for (model, _columns), name in zip(keys, names, strict=True):
            cursor.execute(f'ALTER TABLE {model._meta.db_table} DROP CONSTRAINT "{name}"')
    for module in (deciding, reading, submitting):
        monkeypatch.setattr(module, "lock_plan", lambda pk: Plan.objects.get(pk=pk))
    yield
    with connection.cursor() as cursor:
        for (model, columns), name in zip(keys, names, strict=True):
            cursor.execute(f"TRUNCATE {model._meta.db_table} CASCADE")
            cursor.execute(f'ALTER TABLE {model._meta.db_table} ADD CONSTRAINT "{name}" UNIQUE ({", ".join(columns)})')


def unique_key(model, columns: list[str]) -> str:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table)
    return next(name for name, c in found.items() if c["unique"] and not c["primary_key"] and c["columns"] == columns)


@pytest.mark.django_db(transaction=True)
def test_the_naive_twin_decides_and_submits_twice(flushed_site, naive_plans, figure):
    house, rounds = House(), 8
    submissions, decisions = 0, 0
    for _ in range(rounds):
        plan = house.finished_plan()
        submissions += not submitted_once(house, plan, submit_at_once(plan))
        version = Plan.objects.get(pk=plan.pk).latest_version()
        PlanVersion.objects.filter(plan=plan).exclude(pk=version.pk).update(number=0)
        read_as_good(version, house.adviser)
        decisions += not (two_approve(house, version) and decided_once(version))
    figure(f"naive twin of submissions: {rounds} tried, {submissions} wrong")
    figure(f"naive twin of decisions: {rounds} tried, {decisions} wrong")
    assert submissions > 0
    assert decisions > 0


@pytest.mark.django_db(transaction=True)
def test_two_admins_leaving_at_once_leave_one(flushed_site):
    seat = member()
    other = membership.open_seat(seat.organisation, user=UserFactory(), role="admin", by=seat.user)
    results = together(*[lambda s=s: membership.end_seat(s, by=s.user) for s in (seat, other)])
    assert sum(isinstance(r, membership.LastAdmin) for r in results) == 1
    assert Seat.objects.current().admins().filter(organisation=seat.organisation).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_staff_admitting_at_once_make_one_organisation(flushed_site):
    admission = AdmissionFactory(submitted=True)
    advisers = [staff("adviser") for _ in range(3)]
    calls = [
        lambda a=a: membership.admit_organisation(Admission.objects.get(pk=admission.pk), reason="Ja.", by=a)
        for a in advisers
    ]
    results = together(*calls)
    assert sum(isinstance(r, membership.AlreadyDecided) for r in results) == 2
    assert (Organisation.objects.count(), Seat.objects.count(), Term.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_staff_handling_one_interest_at_once_do_one_deed(flushed_site):
    interest = InterestFactory(confirmed=True)
    inviting, closing = staff("adviser"), staff("decider")
    results = together(
        lambda: membership.invite_to_apply(interest, by=inviting),
        lambda: membership.close_interest(interest, answer="Later.", by=closing),
    )
    assert sum(isinstance(r, membership.AlreadyHandled) for r in results) == 1
    assert Notification.objects.filter(subject=f"interest:{interest.pk}", address=interest.email).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_invitation_accepted_twice_at_once_is_one_application(flushed_site):
    interest = membership.invite_to_apply(InterestFactory(confirmed=True), by=staff("adviser"))
    results = together(*[lambda: membership.apply_by_invitation(interest) for _ in range(4)])
    assert {type(r) for r in results} == {Admission}
    assert Admission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_address_confirming_two_entries_at_once_waits_once(flushed_site):
    entries = [InterestFactory(email="een@raad.example") for _ in range(2)]
    together(*[lambda e=e: membership.confirm_interest(e) for e in entries])
    assert Interest.objects.waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_seats_of_one_person_ending_at_once_close_the_members_pages(flushed_site):
    first, second, person = member(), member(), UserFactory()
    seats = [membership.open_seat(s.organisation, user=person, role="professional", by=None) for s in (first, second)]
    together(*[lambda s=s: membership.end_seat(s, by=None) for s in seats])
    assert list(person.groups.values_list("name", flat=True)) == []


@pytest.mark.django_db(transaction=True)
def test_one_new_person_accepting_two_invitations_at_once_gets_one_account(flushed_site):
    invitations = [SeatInvitationFactory(organisation=member().organisation, email="nieuw@lid.example") for _ in "ab"]
    results = together(*[lambda i=i: membership.accept_invitation(i) for i in invitations])
    assert [type(r) for r in results] == [Seat, Seat]
    assert len({r.user_id for r in results}) == 1
