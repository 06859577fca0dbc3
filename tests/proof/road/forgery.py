"""Posts that a person never meant: from another site, or with more in them than the form asked for."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from implementation_plans.forms.writing import stamp
from implementation_plans.models import Answer
from knowledge.licensing import licence_of
from membership.models import Seat
from tests.core import file_corpus
from tests.proof.road.addresses import POSTED_BY, address, arguments, named_urls
from tests.proof.road.wagtail_admin import admin_addresses
from tests.proof.road.world import World
from tests.proof.roles import ROLES
from tests.proof.state import known_rows, own_models, snapshot

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
#: No browser posts here: a signature stands in the place of the safety code (tests/proof/money/events.py).
SIGNED = {"membership:stripe_webhook": (400, 405)}


def from_elsewhere(browser: Client) -> Client:
    """The same person, with a page of another site that posts for them."""
    victim = Client(enforce_csrf_checks=True, raise_request_exception=False)
    victim.cookies = browser.cookies
    return victim


@pytest.mark.django_db
def test_posts_that_nobody_meant_do_nothing(figure, size):
    """From another site (R-61): refused on every address. With more in them than was asked (R-07): ignored."""
    world = World()
    wrong, n = without_safety_code(world, size)
    figure(f"without safety code: {n} tries, {len(wrong)} not refused")
    taken, fields = with_too_much(world)
    figure(f"mass assignment: {fields} extra fields in {len(right_answers(world))} forms, {len(taken)} taken")
    assert not wrong + taken, "\n".join(wrong + taken)


def without_safety_code(world: World, size) -> tuple[list[str], int]:
    """403 on every address, ours and Wagtail's, for somebody who is let in there."""
    kwargs = arguments(world)
    targets = {name: (url, "superuser") for name, url in admin_addresses(world)[0].items()}
    for name in named_urls():
        if not name.startswith("wagtail") and name != "None":
            may = POSTED_BY.get(name) or {"admin"}
            targets[name] = (address(name, kwargs), next(role for role in ROLES if role in may))
    wrong, n = [], 0
    browsers = {role: from_elsewhere(browser) for role, browser in world.browsers.items()}
    for index, (name, (url, role)) in enumerate(sorted(targets.items())):
        for method in size(UNSAFE[index % len(UNSAFE) :][:1], UNSAFE):
            n += 1
            status = browsers[role].generic(method, url).status_code
            if status not in SIGNED.get(name, (403,)):
                wrong.append(f"{method} {name} as {role}: {status}")
    return wrong, n


def with_too_much(world: World) -> tuple[list[str], int]:
    """Level, role, owner, moment of decision and every other column of ours, sent along with each form."""
    kwargs = arguments(world)
    before = snapshot(known_rows())
    wrong, n = [], 0
    for name, (role, other, fields) in right_answers(world).items():
        url = address(name, kwargs | ({name: other} if other else {}))
        extra = too_much(world, fields)
        results = []
        for sent in (fields, extra | fields):
            files = {"upload": pdf()} if name == "plans:file_add" else {}
            results.append(post(world, role, url, sent | files))
        (plain, did), (forged, did_more) = results
        n += len(extra)
        if did == before:
            wrong.append(f"{name}: an honest post changed nothing ({plain.status_code}), so this proves nothing")
        if did != did_more or plain.status_code != forged.status_code:
            wrong.append(f"{name}: {(did_more - did) | (did - did_more)}")
    return wrong, n


def right_answers(world: World) -> dict[str, tuple[str, dict, dict]]:
    """A post that is accepted, for each form: who sends it, the address's arguments where they differ, the fields."""
    answer = Answer.objects.filter(section__plan=world.draft, section__number=1).order_by("pk")
    texts = {f"text-{n}": f"Nieuw {n}" for n in (1, 2)} | {f"stamp-{n}": stamp(a) for n, a in enumerate(answer, 1)}
    texts |= {"reply": "", "template": str(world.draft.template_id)}  # what the form knows of itself
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    letter = {
        "outcome": "approved",
        "opening": "Een sterk plan.",
        "closing": "Groet.",
        "answer_by": "",
        "seen": world.letter.stamp,
    }
    decided = {"pk": world.check.version_id}
    colleague = Seat.objects.get(user=world.people["professional"])
    draft = {"number": 1}
    details = {"province": "ut", "inhabitants": "1000", "motivation": "Rust."}
    start = {"organisation_name": "Gemeente X", "kind": "municipality", "applicant_name": "Noor", "phone": "0850000000"}
    interested = {
        "name": "Sam",
        "email": "sam@raad.example",
        "kind": "council",
        "organisation_name": "Raad",
        "wish": "meet",
    }
    asked = {"name": "Sam", "email": "sam@raad.example", "text": "Mogen wij langskomen?"}
    told = {"target_group": "Jongeren", "access": "Vrij", "domains": ["money"], "contact_role": "Coach"}
    told |= dict.fromkeys(("shows_target_group", "shows_access", "shows_domains", "shows_contact_role"), "on")
    own = {"first_name": "Noor", "last_name": "Veldhoek", "function": "Adviseur"}
    numbers = {"kvk": "12345678", "oin": "1" * 20}
    leaves = {"reason": "cost", "words": "Te duur.", "last_day": timezone.localdate().isoformat()}
    decision = {"verdict": "admit", "province": "ut", "municipality_code": "GM0001", "reason": "Welkom."}
    return {
        "home:own_data": ("nobody", {}, own),
        "knowledge:lesson_done": ("level 2", {}, {}),
        "knowledge:route_certificate": ("professional", {}, {}),
        "knowledge:licence_accepted": ("level 2", {}, {"agreed": "on", "digest": licence_of(world.licensed).digest}),
        "knowledge:licensed_file": ("professional", {}, {}),
        "address": ("nobody", {}, {"email": "nieuw@elders.example"}),
        "address_link": ("visitor", {}, {}),
        "membership:apply": ("visitor", {}, start | {"email": "x@lid.example", "form_key": str(uuid.UUID(int=7))}),
        "membership:interest": ("visitor", {}, interested | {"form_key": str(uuid.UUID(int=8))}),
        "membership:interest_withdrawal": ("visitor", {}, {}),
        "membership:join": (
            "visitor",
            {},
            {"name": "Sam", "email": "sam@lid.example", "form_key": str(uuid.UUID(int=9))},
        ),
        "membership:join_decision": ("admin", {}, {"verdict": "grant"}),
        "membership:leave": ("professional", {}, {}),
        "home:own_export_asked": ("professional", {}, {}),
        "home:organisation_export_asked": ("admin of another", {}, {}),
        "home:farewell_confirmed": ("admin of another", {}, leaves),
        "farewells_admin:farewell": ("adviser", {}, leaves | {"because": "De beheerder belde."}),
        "membership_admin:admin_invited": ("adviser", {}, {"name": "Iris", "email": "iris@lid.example"}),
        "membership:resume": ("visitor", {}, details),
        "membership:invitation": ("visitor", {}, {}),
        "membership:organisation": ("admin", {}, {"province": "gr", "town": "", "inhabitants": "1000"} | numbers),
        "membership_admin:placed": ("adviser", {}, {"municipality": str(world.network.municipality.pk)}),
        "membership:own_profile": ("admin", {}, told),
        "membership:write_message": ("visitor", {}, asked | {"form_key": str(uuid.UUID(int=11))}),
        "membership:message": ("visitor", {}, {}),
        "membership_admin:profile_hidden": ("adviser", {}, {"reason": "Er staat een naam in."}),
        "membership:participants": ("admin of another", {}, {"participants": "70"}),
        "figures_admin:report_confirmed": ("adviser", {}, {}),
        "figures_admin:withdrawn": ("adviser", {}, {"reason": "Dubbel geteld"}),
        "membership:colleagues": ("admin", {}, {"name": "Idris", "email": "idris@lid.example", "role": "professional"}),
        "membership:colleague": ("admin", {"pk": colleague.pk}, {"role": "professional", "duties": ["contact"]}),
        "membership:seat_end": ("admin", {"pk": colleague.pk}, {}),
        "membership:invitation_end": ("admin", {}, {}),
        "plans:section": ("admin of another", draft, texts),
        "plans:section_done": ("admin of another", draft, texts),
        "plans:section_reopen": ("admin of another", draft, {}),
        "plans:file_add": ("admin of another", draft, {}),
        "plans:file_remove": ("admin of another", {"pk": world.draft_file.pk}, {}),
        "membership_admin:admission_decision": ("adviser", {}, decision),
        "plans_admin:section": ("adviser", {}, {"verdict-1": "add", "reaction-1": "Vul aan."}),
        "plans_admin:decision": ("decider", {}, letter),
        "plans_admin:proposal": ("adviser", {}, {"letter": world.letter.stamp}),
        "plans_admin:decision_made": ("decider", {}, {"letter": world.letter.stamp}),
        "plans_admin:undo": ("decider", decided, {"reason": "Te snel."}),
        "plans_admin:dossier_asked": ("adviser", {}, {}),
        "plans_admin:note": ("adviser", {}, {"text": "Kijk hier nog naar."}),
        "plans_admin:readers": ("adviser", {}, {"reader": str(world.people["decider"].pk)}),
        "plans_admin:reading_end": ("decider", {}, {}),  # the adviser reads, and nobody releases themselves
        "plans_admin:own_reading": ("decider", {}, {}),
        "plans_admin:conflict": (
            "decider",
            {},
            {"person": str(world.people["adviser"].pk), "reason": "Werkte daar."},
        ),
        "plans_admin:conflict_end": ("decider", {}, {}),
        "plans:letter_asked": ("level 2", {}, {}),
        "plans:withdrawal": ("admin", {}, {}),
        "plans:dossier_asked": ("admin", {}, {}),
        "plans:board_pdf": ("admin", {}, {}),
        "plans:section_task": (
            "admin of another",
            draft,
            {"writer": str(world.other.user_id), "due_on": until},
        ),
        "plans:remark_add": ("admin of another", draft, {"remark": "Weet jij dit?"}),
        "plans:remark_resolve": ("admin", {}, {}),
        "plans:sharing": (
            "admin",
            {},
            {"name": "Sil", "email": "sil@elders.example", "right": "read", "last_day": until},
        ),
        "plans:share_end": ("admin", {}, {}),
    } | wishes_and_circles(world)


def wishes_and_circles(world: World) -> dict[str, tuple[str, dict, dict]]:
    """The forms of a round of wishes, in which nothing says who somebody is."""
    of = world.circle.round
    theme, division = str(of.themes.get().pk), of.divisions.get()
    wish = {"first": theme, "days": ["0", "1"], "province": "ut"}
    offer = {"theme": theme, "day": "2", "province": "online", "smallest": "2", "largest": "8"}
    last = (timezone.localdate() + timedelta(days=40)).isoformat()
    rules = {"name": "Anders", "wishes_until": last, "smallest": "3", "largest": "9", "most_of_one_organisation": "1"}
    rules |= {"earlier": "keep", "firm_days": "on"}
    move = {"wie": str(of.wishes.first().pk), "kring": "0", "seen": division.stamp}
    return {
        "circles:wishes": ("plan writer", {}, wish),
        "circles:wish_end": ("professional", {}, {}),
        "circles_admin:round_change": ("adviser", {}, rules),
        "circles_admin:round_end": ("adviser", {}, {}),
        "circles_admin:offer": ("adviser", {}, offer | {"form_key": str(uuid.UUID(int=10))}),
        "circles_admin:offer_end": ("adviser", {"pk": of.pk, "offer_pk": of.offers.get().pk}, {}),
        "circles_admin:division_asked": ("adviser", {}, {"after": str(division.pk)}),
        "circles_admin:person_moved": ("adviser", {}, move),
        "circles_admin:circles_made": ("adviser", {}, {"seen": division.stamp}),
    }


def too_much(world: World, fields: dict) -> dict:
    """Every column of ours that this form does not ask for, with what an attacker would like it to be."""
    wishes = {
        "level": "2",
        "role": "admin",
        "is_staff": "on",
        "is_superuser": "on",
        "verdict": "good",
        "outcome": "approved",
    }
    people, organisations = (
        {"user", "by", "decided_by", "uploaded_by", "invited_by"},
        {"organisation", "organisation_id"},
    )
    names = {f.name for m in own_models() for f in m._meta.concrete_fields}
    names |= {f.attname for m in own_models() for f in m._meta.concrete_fields} | people
    more = {}
    names -= {"plan"}  # of which plan the form is: a field of its own, tried in tests/implementation_plans
    for name in sorted(names - fields.keys()):
        value = "2020-01-01 00:00" if name.endswith("_at") else "1"
        value = str(world.people["nobody"].pk) if name.removesuffix("_id") in people else value
        value = str(world.approved.organisation_id) if name in organisations else value
        more[name] = wishes.get(name, value)
    return more


def post(world: World, role: str, url: str, fields: dict):
    """In a savepoint: what came of it, and what then stands in the tables."""
    world.forget()
    known = known_rows()
    cookies = world.browsers[role].cookies.output(header="")
    with transaction.atomic():
        response = world.browsers[role].post(url, fields)
        after = snapshot(known)
        transaction.set_rollback(True)
    world.browsers[role].cookies.clear()
    world.browsers[role].cookies.load(cookies)
    return response, after


def pdf() -> SimpleUploadedFile:
    name, make = file_corpus.GOOD["pdf"] if "pdf" in file_corpus.GOOD else next(iter(file_corpus.GOOD.values()))
    return SimpleUploadedFile(name, make())
