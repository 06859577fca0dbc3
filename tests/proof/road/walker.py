"""Every address of the house, tried by everybody there is."""

import re

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from implementation_plans import operations as plans
from implementation_plans.models import Decision, PlanVersion
from membership import operations
from membership.models import Admission, Interest, Organisation, Seat, SeatInvitation, Term
from portal.core import links
from tests.factories import (
    AddressChangeFactory,
    AdmissionFactory,
    AuthenticatorFactory,
    EmailDomainFactory,
    InterestFactory,
    JoinRequestFactory,
    PlanFactory,
    PlanFileFactory,
    SeatInvitationFactory,
    member,
    page,
    site,
    staff,
    write_everything,
)
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
    "mfa_login_webauthn": set(),  # answers scripts only; for others the log-in page
    "mfa_add_webauthn": LOGGED_IN,
    "account_signup": ALL,  # leads to the application
    "ways_in": LOGGED_IN,
    "address": LOGGED_IN,
    "address_link": ALL,  # who has the mailed link
    "address_undo": ALL,  # who has the mailed link
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
    "membership:interest": ALL,
    "membership:interest_sent": ALL,
    "membership:interest_withdrawn": ALL,
    "membership:own_interest": ALL,  # who has the mailed link
    "membership:interest_invitation": ALL,  # who has the mailed link
    "membership:resume": ALL,  # who has the mailed link
    "membership:invitation": ALL,  # who has the mailed link
    "membership:invitation_done": ALL,
    "membership:organisation": MEMBERS,
    "membership:colleagues": MEMBERS,
    "membership:colleague": {"admin"},
    "membership:leave": MEMBERS,
    "membership:join": ALL,
    "membership:join_asked": ALL,
    "membership:join_link": ALL,  # who has the mailed link
    "plans:plan": OWN | {"level 2"},
    "plans:section": OWN | {"level 2"},
    "plans:version": OWN | {"level 2"},
    "membership_admin:admissions": READERS,
    "membership_admin:admissions_results": READERS,
    "membership_admin:admission": READERS,
    "membership_admin:interests": READERS,
    "membership_admin:interests_results": READERS,
    "membership_admin:interest": READERS,
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
    "second_step_end",
    "recovery_codes_anew",
    "session_end",
    "other_sessions_end",
    "membership:new_code",
    "membership:interest_withdrawal",
    "membership:choose_seat",
    "membership:admin_wanted",
    "membership:domain_open",
    "membership:domain_close",
    "membership:join_decision",
    "membership_admin:admin_appointed",
    "membership_admin:admin_invited",
    "membership_admin:seat_closed",
    "membership:seat_end",
    "membership:invitation_end",
    "plans:start",
    "plans:section_done",
    "plans:section_reopen",
    "plans:file_add",
    "plans:file_remove",
    "plans:submission",
    "membership_admin:admission_decision",
    "membership_admin:interest_invitation",
    "membership_admin:interest_closing",
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
        self.interest = InterestFactory(confirmed=True, message=self.CANARY)
        invited = operations.invite_to_apply(InterestFactory(confirmed=True), by=adviser)
        self.invitation = SeatInvitationFactory(organisation=self.seat.organisation)
        self.asked = JoinRequestFactory(organisation=self.seat.organisation, sent_at=timezone.now())
        self.change = AddressChangeFactory(user=self.seat.user)
        self.browsers = cast(self.seat)
        self.kwargs: dict[str, dict] = {
            "core:private_file": {"pk": self.plan_file.file_id},
            "address_link": {"token": links.issue("confirm_address", self.change.pk, days=1)},
            "address_undo": {"token": links.issue("undo_address", self.change.pk, days=1)},
            "second_step_end": {"pk": AuthenticatorFactory().pk},
            "session_end": {"pk": 1},
            "membership:join_link": {"token": links.issue("send_join_request", JoinRequestFactory().pk, days=1)},
            "membership:domain_close": {"pk": EmailDomainFactory(organisation=self.seat.organisation).pk},
            "membership:join_decision": {"pk": self.asked.pk},
            "membership_admin:admin_appointed": {"pk": self.seat.organisation_id},
            "membership_admin:admin_invited": {"pk": self.seat.organisation_id},
            "membership_admin:seat_closed": {"pk": self.seat.organisation_id, "seat_pk": self.seat.pk},
            "membership:resume": {"token": links.issue("resume_admission", AdmissionFactory().pk, days=1)},
            "membership:own_interest": {"token": links.issue("own_interest", InterestFactory().pk, days=1)},
            "membership:interest_withdrawal": {"token": "van-iemand-anders"},
            "membership:interest_invitation": {"token": links.issue("apply_by_invitation", invited.pk, days=1)},
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
            "membership_admin:interest": {"pk": self.interest.pk},
            "membership_admin:interest_invitation": {"pk": self.interest.pk},
            "membership_admin:interest_closing": {"pk": self.interest.pk},
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
ENTRANCE = {"account_signup", "mfa_index", "account_logout", "account_login", "account_request_login_code"}


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
        "interests": list(Interest.objects.order_by("pk").values_list("pk", "invited_at", "closed_at")),
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
