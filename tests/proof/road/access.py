"""Each rule of access is opened in turn; the walls must notice every time.

A rule that stands behind another wall changes nothing when it alone is open. It is then tried with
the guards of those addresses open too: there it must make a difference, or it is no rule.
"""

import sys
from collections import Counter
from contextlib import ExitStack, contextmanager

import pytest
from django.db import transaction

from knowledge.publishing import index_tree
from membership.access import sync_groups
from portal.accounts.models import User
from tests.proof.road.addresses import PAGES
from tests.proof.road.probes import Probe, ask, faults, is_let_in, probes
from tests.proof.road.rules import NO_RULES, Rule, functions, name_of, rules
from tests.proof.road.world import World

TOOL = 4  # of sys.monitoring: one that no debugger, profiler or coverage uses
FEW = {
    "visitor",
    "nobody",
    "shared with",
    "professional",
    "admin of another",
    "adviser",
    "finance",
    "half a decider",
    "admin of long ago",
}
DERIVED = "what is derived: groups of members, audiences of search"


def derive(world: World) -> None:
    """What the daily job and publishing keep in step, made again under the rules of now."""
    sync_groups(list(User.objects.values_list("pk", flat=True)))
    index_tree(world.pages["home"])


@contextmanager
def watching(codes: list, seen: dict):
    """Note in `seen` which of these functions ran, under whatever stands in `seen["now"]`."""
    monitoring = sys.monitoring
    monitoring.use_tool_id(TOOL, "the walls")
    monitoring.register_callback(TOOL, monitoring.events.PY_START, lambda code, _: seen[code].add(seen["now"]))
    for code in codes:
        seen[code] = set()
        monitoring.set_local_events(TOOL, code, monitoring.events.PY_START)
    try:
        yield
    finally:
        for code in codes:
            monitoring.set_local_events(TOOL, code, 0)
        monitoring.free_tool_id(TOOL)


def tries_few(probe: Probe) -> bool:
    """What the small proof of the rules tries while all walls stand; the small walker leaves that to it."""
    return probe.role in FEW and (probe.method == "GET" or not probe.may)


def asked(world: World, every: list[Probe], codes: list) -> dict:
    """Which of the tries asked which rule, while all walls stand; and that they do."""
    seen: dict = {"now": None}
    with watching(codes, seen):
        for probe in every:
            seen["now"] = probe
            assert faults(world, probe, ask(world, probe)) == []
        seen["now"] = DERIVED
        derive(world)
    return seen


def tries_of(rule: Rule, every: list[Probe], seen: dict) -> list[Probe]:
    """The tries that could notice this rule, the refusals first: those fall over soonest."""
    if rule.addresses:
        some = [p for p in every if p.name in rule.addresses]
    elif DERIVED in seen[rule.code]:
        some = [p for p in every if p.name in PAGES or p.name == "home:search"]
    else:
        some = [p for p in every if p in seen[rule.code]]
    return sorted(some, key=lambda p: p.may)


def is_noticed(world: World, rule: Rule, some: list[Probe], *, derived: bool) -> bool:
    world.forget()
    with transaction.atomic(), rule.opened():
        if derived:
            derive(world)
        found = any(faults(world, probe, ask(world, probe)) for probe in some)
        transaction.set_rollback(True)
    world.forget()
    return found


def outcomes(world: World, some: list[Probe], opened: list[Rule]) -> list:
    world.forget()
    with ExitStack() as stack:
        for rule in opened:
            stack.enter_context(rule.opened())
        answers = [(probe, ask(world, probe)) for probe in some]
    return [(p, is_let_in(p, a), a.status, world.leaks(a.body, p.role)) for p, a in answers]


def holds_behind(world: World, rule: Rule, every: list[Probe], found: list[Rule], names: set[str]) -> bool:
    """With another wall of those addresses open, this rule still keeps somebody out.

    The other wall: every other guard that stands there; or the queryset that the view asks.
    """
    there = [p for p in every if p.name in names]
    guards = [r for r in found if r.addresses & names and r != rule]
    querysets = [[r] for r in found if rule.addresses and "QuerySet." in r.name]
    return any(
        outcomes(world, there, others) != outcomes(world, there, [*others, rule])
        for others in (guards, *querysets)
        if there and others
    )


def some_of(found: list[Rule], each: int) -> list[Rule]:
    """All rules, but of each kind of guard so many."""
    kept: Counter = Counter()
    kept_rules = []
    for rule in found:
        kept[rule.kind] += 1
        if rule.code or kept[rule.kind] <= each:
            kept_rules.append(rule)
    return kept_rules


@pytest.mark.django_db
def test_every_rule_of_access_is_missed_when_it_is_open(figure, size):
    """Small: every function and queryset, and each kind of guard at two of its addresses."""
    world = World()
    every = [p for p in probes(world) if size(tries_few(p), p.method == "GET" or not p.may)]
    found = rules()
    seen = asked(world, every, [rule.code for rule in found if rule.code])
    alone, behind, survivors = 0, 0, []
    for rule in some_of(found, size(2, len(found))):
        some = tries_of(rule, every, seen)
        derived = bool(rule.code) and DERIVED in seen[rule.code]
        if is_noticed(world, rule, some, derived=derived):
            alone += 1
        elif holds_behind(world, rule, every, found, {p.name for p in some}):
            behind += 1
        else:
            survivors.append(rule.name)
    figure(
        f"rules of access: {len(found)} found, {alone + behind + len(survivors)} opened one at a time: "
        f"{alone} missed at once, {behind} behind another wall, {len(survivors)} not missed"
    )
    assert not survivors, "\n".join(survivors)


def test_what_is_called_no_rule_still_exists():
    assert NO_RULES.keys() <= {name_of(f) for f in functions()}
