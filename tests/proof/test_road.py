"""The road's tables: every address tried by everybody, two deciding at once, kills between any two steps."""

import re

import pytest
from django.db import connection
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from implementation_plans import operations as plans
from implementation_plans.models import Decision, Plan, PlanVersion, VersionSection
from membership import operations as membership
from membership.models import Admission, Organisation, Seat, SeatInvitation, Term
from portal.core import links
from portal.core.models import AuditEntry, Notification
from tests.factories import (
    AdmissionFactory,
    PlanFactory,
    PlanFileFactory,
    SeatInvitationFactory,
    UserFactory,
    member,
    page,
    read_as_good,
    site,
    staff,
    submitted,
    write_everything,
)
from tests.proof.faults import Killed, killed_before, together
from tests.proof.roles import MEMBERS, ROLES, STAFF, cast

READERS = {"adviser", "decider", "superuser"}
OWN = {"professional", "admin"}
ALL = set(ROLES)
LOGGED_IN = ALL - {"visitor"}

#: Every address of ours: who may see it. Others get a log-in page, 403 or 404, and never its content.
#: The values are (roles that get 200, or 302 where the address only leads on).
SEEN_BY = {
    "core:private_file": OWN | READERS,
    "account_login": ALL,
    "account_request_login_code": ALL,
    "account_confirm_login_code": set(),
    "account_inactive": ALL,
    "mfa_authenticate": set(),
    "mfa_activate_totp": LOGGED_IN,  # members may protect their account too
    "mfa_view_recovery_codes": set(),
    "mfa_index": ALL,
    "mfa_reauthenticate": set(),
    "account_reauthenticate": set(),
    "account_logout": ALL,
    "home:landing": LOGGED_IN,
    "home:overview": LOGGED_IN,
    "home:notifications": LOGGED_IN,
    "home:own_data": LOGGED_IN,
    "home:search": ALL,
    "home:security_txt": ALL,
    "home:robots_txt": ALL,
    "home:livez": ALL,
    "home:readyz": ALL,
    "membership:network": ALL,
    "membership:apply": ALL,
    "membership:code": set(),
    "membership:resume": ALL,  # who has the mailed link
    "membership:invitation": ALL,  # who has the mailed link
    "membership:invitation_done": ALL,
    "membership:organisation": MEMBERS,
    "membership:colleagues": MEMBERS,
    "membership:colleague": {"admin"},
    "plans:plan": OWN | {"level 2"},
    "plans:section": OWN | {"level 2"},
    "plans:version": OWN | {"level 2"},
    "membership_admin:admissions": READERS,
    "membership_admin:admissions_results": READERS,
    "membership_admin:admission": READERS,
    "membership_admin:organisations": STAFF,
    "membership_admin:organisations_results": STAFF,
    "membership_admin:organisation": STAFF,
    "plans_admin:versions": READERS,
    "plans_admin:versions_results": READERS,
    "plans_admin:version": READERS,
    "plans_admin:section": READERS,
    "plans_admin:decision": READERS,
    "plans_admin:history": READERS,
}
#: Transitions: nouns that take POST only.
POST_ONLY = {
    "membership:new_code",
    "membership:choose_seat",
    "membership:seat_end",
    "membership:invitation_end",
    "plans:start",
    "plans:section_done",
    "plans:section_reopen",
    "plans:file_add",
    "plans:file_remove",
    "plans:submission",
    "membership_admin:admission_decision",
    "plans_admin:decision_made",
}
#: Not ours: Wagtail's admin (staff only as a whole), its documents and its pages (tests/knowledge).
FRAMEWORK = re.compile(r"^(wagtail|wagtaildocs_serve|wagtailimages_serve|set_language)")


def named_urls(resolver=None, namespace: str = "") -> dict[str, URLPattern]:
    """Every named pattern of the site, with its namespaces."""
    found: dict[str, URLPattern] = {}
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            found |= named_urls(entry, inner)
        else:
            found[f"{namespace}{entry.name}"] = entry
    return found


def is_framework(name: str) -> bool:
    return bool(FRAMEWORK.match(name)) or name.split(":")[0].startswith(("wagtail", "wagtailsnippets"))


def test_every_address_is_classified():
    unknown = sorted(
        name
        for name in named_urls()
        if name not in SEEN_BY and name not in POST_ONLY and not is_framework(name) and name != "None"
    )
    assert unknown == []
    assert set(SEEN_BY) | POST_ONLY <= set(named_urls())


class World:
    """One of everything, of one organisation, with words nobody else may read."""

    CANARY = "KANARIE-GEHEIM"

    def __init__(self) -> None:
        page(site(), "Kennis", slug="kennis")
        self.seat = member(name="Gemeente Kanarie")
        plan = PlanFactory(organisation=self.seat.organisation)
        self.plan_file = PlanFileFactory(section=plan.sections.get(number=1))
        plan = write_everything(plan, self.seat.user, text=self.CANARY)
        self.version = plans.submit_plan(plan, by=self.seat.user)
        adviser = staff("adviser")
        for section in self.version.sections.all():
            plans.save_review(section, verdict="good", reaction=f"{self.CANARY} reactie", by=adviser)
        self.admission = AdmissionFactory(submitted=True, motivation=self.CANARY)
        self.invitation = SeatInvitationFactory(organisation=self.seat.organisation)
        self.browsers = cast(self.seat)
        self.kwargs: dict[str, dict] = {
            "core:private_file": {"pk": self.plan_file.file_id},
            "membership:resume": {"token": links.issue("resume_admission", AdmissionFactory().pk, days=1)},
            "membership:invitation": {"token": links.issue("accept_invitation", self.invitation.pk, days=1)},
            "membership:colleague": {"pk": self.seat.pk},
            "membership:seat_end": {"pk": self.seat.pk},
            "membership:invitation_end": {"pk": self.invitation.pk},
            "plans:section": {"number": 1},
            "plans:section_done": {"number": 1},
            "plans:section_reopen": {"number": 1},
            "plans:file_add": {"number": 1},
            "plans:file_remove": {"pk": self.plan_file.pk},
            "plans:version": {"number": 1},
            "membership_admin:admission": {"pk": self.admission.pk},
            "membership_admin:admission_decision": {"pk": self.admission.pk},
            "membership_admin:organisation": {"pk": self.seat.organisation_id},
            "plans_admin:version": {"pk": self.version.pk},
            "plans_admin:section": {"pk": self.version.pk, "number": 1},
            "plans_admin:decision": {"pk": self.version.pk},
            "plans_admin:decision_made": {"pk": self.version.pk},
            "plans_admin:history": {"pk": self.version.pk},
        }

    def address(self, name: str) -> str:
        return reverse(name, kwargs=self.kwargs.get(name, {}))


#: Addresses that only lead on, so a redirect to somewhere else than the log-in page is their 200.
LEADS_ON = {"home:landing", "home:overview", "plans_admin:version"}
#: Addresses for which any redirect is right: who is logged in (or out) already is sent on.
ENTRANCE = {"mfa_index", "account_logout", "account_login", "account_request_login_code"}


def is_open(name: str, response) -> bool:
    if response.status_code != 302:
        return response.status_code == 200
    if name == "plans_admin:version":
        return response.url.startswith("/beheer/plannen/")
    return name in ENTRANCE or (name in LEADS_ON and not response.url.startswith("/inloggen/"))


@pytest.mark.django_db
def test_every_address_tried_by_everybody(figure):
    world = World()
    wrong, tried = [], 0
    for name, may in SEEN_BY.items():
        for role, browser in world.browsers.items():
            response = browser.get(world.address(name))
            tried += 1
            if is_open(name, response) is not (role in may):
                wrong.append(f"{name} as {role}: {response.status_code} {getattr(response, 'url', '')}")
            own = role in OWN | READERS
            body = b"" if response.streaming else response.content
            if World.CANARY.encode() in body and not own:
                wrong.append(f"{name} as {role}: shows what is not theirs")
            if response.status_code >= 500:
                wrong.append(f"{name} as {role}: {response.status_code}")
    figure(f"walker: {tried} addresses x roles tried, {len(wrong)} wrong")
    assert wrong == []


@pytest.mark.django_db
def test_every_transition_refuses_get_and_strangers(figure):
    world = World()
    browsers = world.browsers
    wrong, tried = [], 0
    before = state()
    strangers = ALL - OWN - READERS
    own_by_nature = ("membership:choose_seat", "plans:start", "plans:section_done", "plans:file_add")
    for name in POST_ONLY:
        address = world.address(name)
        for role, browser in browsers.items():
            tried += 1
            if browser.get(address).status_code not in (302, 403, 404, 405):
                wrong.append(f"GET {name} as {role}")
            if role in strangers - {"level 2"} or (role == "level 2" and name not in own_by_nature):
                if name in ("membership:choose_seat", "plans:start"):
                    continue
                tried += 1
                status = browser.post(address, {}).status_code
                if status not in (302, 403, 404):
                    wrong.append(f"POST {name} as {role}: {status}")
    assert state() == before
    figure(f"transitions: {tried} tries, {len(wrong)} wrong")
    assert wrong == []


def state() -> dict:
    """What transitions could have changed of the organisation in the middle."""
    return {
        "decisions": Decision.objects.count(),
        "versions": PlanVersion.objects.count(),
        "seats": list(Seat.objects.order_by("pk").values_list("pk", "until")),
        "invitations": list(SeatInvitation.objects.order_by("pk").values_list("pk", "revoked_at")),
        "admissions": list(Admission.objects.order_by("pk").values_list("pk", "decided_at")),
        "organisations": Organisation.objects.count(),
        "terms": list(Term.objects.order_by("pk").values_list("pk", "level", "end")),
    }


@pytest.mark.django_db
def test_wagtails_whole_admin_is_closed_to_members(figure):
    """Every page of Wagtail's own admin that takes no argument, as everybody who is not staff."""
    world = World()
    wrong, tried = [], 0
    for name in named_urls():
        if not is_framework(name) or name.startswith("wagtail_serve"):
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if not address.startswith("/beheer/"):
            continue
        for role in ALL - STAFF:
            tried += 1
            response = world.browsers[role].get(address)
            if response.status_code == 200 and "jsi18n" not in address and "sprite" not in address:
                wrong.append(f"{name} as {role}")
    figure(f"Wagtail admin: {tried} tries, {len(wrong)} wrong")
    assert tried > 100
    assert wrong == []


# --- Two at once ---------------------------------------------------------------------------------------------------


@pytest.fixture
def flushed_site(transactional_db, migrated_groups):
    """A site in a database that other connections see."""
    return site()


@pytest.mark.django_db(transaction=True)
def test_two_people_deciding_at_once_make_one_decision(flushed_site, figure):
    rounds, wrong = 6, 0
    for _ in range(rounds):
        seat = member()
        version = read_as_good(submitted(PlanFactory(organisation=seat.organisation), seat.user), staff("adviser"))
        deciders = [staff("decider") for _ in range(4)]
        calls = [
            lambda d=d, v=version: plans.approve_plan(PlanVersion.objects.get(pk=v.pk), reason="Ja.", by=d)
            for d in deciders
        ]
        results = together(*calls)
        decisions = sum(isinstance(r, Decision) for r in results)
        refused = sum(isinstance(r, plans.AlreadyDecided) for r in results)
        level_2 = Term.objects.filter(organisation=seat.organisation, level=2).count()
        told = Notification.objects.filter(kind="plan_approved", recipient=seat.user).count()
        wrong += (decisions, refused, level_2, told) != (1, 3, 1, 1)
    figure(f"races: {rounds} x 4 deciding at once, {wrong} wrong")
    assert wrong == 0


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_submit_is_one_version(flushed_site):
    seat = member()
    plan = write_everything(PlanFactory(organisation=seat.organisation), seat.user)
    calls = [lambda: plans.submit_plan(Plan.objects.get(pk=plan.pk), by=seat.user) for _ in range(5)]
    assert len({r.pk for r in together(*calls)}) == 1
    assert PlanVersion.objects.count() == 1


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


# --- A killed process ------------------------------------------------------------------------------------------------


def facts() -> dict:
    return {
        "decisions": Decision.objects.count(),
        "versions": PlanVersion.objects.count(),
        "sections": VersionSection.objects.count(),
        "open": list(Plan.objects.order_by("pk").values_list("sections__is_open", flat=True)),
        "terms": list(Term.objects.order_by("pk").values_list("level", "end")),
        "messages": Notification.objects.count(),
        "settled": Notification.objects.exclude(settled_at=None).count(),
        "audit": AuditEntry.objects.count(),
        "groups": list(Seat.objects.order_by("pk").values_list("user__groups__name", flat=True)),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("deed", ["submit", "approve"])
def test_killed_between_any_two_steps_leaves_all_or_nothing(flushed_site, deed, figure):
    """Dies before each statement in turn, on the real database; afterwards the deed still works."""
    seat = member()
    staff("adviser")
    plan = write_everything(PlanFactory(organisation=seat.organisation), seat.user)
    decider = staff("decider")
    if deed == "approve":
        version = read_as_good(plans.submit_plan(plan, by=seat.user), staff("adviser"))

    def act():
        if deed == "submit":
            return plans.submit_plan(Plan.objects.get(pk=plan.pk), by=seat.user)
        return plans.approve_plan(PlanVersion.objects.get(pk=version.pk), reason="Ja.", by=decider)

    before, tried, wrong, step = facts(), 0, 0, 0
    while True:
        step += 1
        try:
            with connection.execute_wrapper(killed_before(step)):
                act()
        except Killed:
            connection.close()
            tried += 1
            wrong += facts() != before
            continue
        break
    figure(f"kills in {deed}: {tried} tried, {wrong} wrong")
    assert tried > 15
    assert wrong == 0
    assert facts() != before


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
