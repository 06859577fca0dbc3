"""Every address of the house, tried by everybody there is, in every way."""

import re

import pytest
from django.urls import reverse

from tests.proof.road import addresses
from tests.proof.road.access import tries_few
from tests.proof.road.addresses import POSTED_BY, SEEN_BY
from tests.proof.road.probes import OTHER_METHODS, Probe, ask, faults, probes, tried
from tests.proof.road.world import World


def test_every_address_is_classified():
    names = set(addresses.named_urls())
    unknown = sorted(n for n in names - SEEN_BY.keys() - POSTED_BY.keys() if not addresses.FRAMEWORK.match(n))
    assert unknown == []
    assert SEEN_BY.keys() | POSTED_BY.keys() <= names


@pytest.mark.django_db
def test_every_address_tried_by_everybody(figure, size):
    """Who is let in is who the table says; nobody reads or changes what is not theirs, by whatever method.

    Small: without what the small proof of the rules of access tries as well; together they are all.
    """
    world = World()
    every = probes(world)
    here = [p for p in every if size(not tries_few(p), True)]
    wrong = tried(world, here)
    figure(f"walker: {len(here)} of {len(every)} addresses x roles x methods tried here, {len(wrong)} wrong")
    odd = other_methods(every, size)
    strange = [fault for probe in odd for fault in strange_faults(world, probe)]
    figure(f"walker: {len(odd)} tries by other methods, {len(strange)} wrong")
    cases = addresses.foreign(world)
    unlike = [case for case in cases if not looks_missing(world, *case)]
    figure(f"walker: {len(cases)} foreign objects compared with missing ones, {len(unlike)} unlike")
    assert not wrong, "\n".join(wrong)
    assert not strange, "\n".join(strange)
    assert not unlike, unlike


def other_methods(every: list[Probe], size) -> list[Probe]:
    """The same addresses by HEAD, OPTIONS, PUT, PATCH and DELETE; small: each address by one, as four roles."""
    found = []
    for index, probe in enumerate(p for p in every if p.method == "GET"):
        some = OTHER_METHODS[index % len(OTHER_METHODS) :][: index % 4 == 0]
        for method in size(some, OTHER_METHODS):
            found.append(Probe(probe.name, probe.url, probe.role, probe.may, method))
    return found


def strange_faults(world: World, probe: Probe) -> list[str]:
    """HEAD is a GET without a body; nothing else than POST does or shows anything."""
    got = ask(world, probe)
    found = faults(world, probe, got)
    if got.body and probe.method == "HEAD":
        found.append(f"{probe} has a body")
    # Django's FormView takes PUT for a POST without fields; Wagtail hands a document over by any method.
    harmless = probe.method in ("HEAD", "OPTIONS") or probe.name.startswith(("account_", "mfa_", "document"))
    if got.status < 300 and not harmless:
        found.append(f"{probe} answers {got.status}")
    return found


def looks_missing(world: World, role: str, name: str, theirs: dict, nobodys: dict) -> bool:
    """R-03: nobody learns from an answer that something of somebody else exists."""
    method = "GET" if name in SEEN_BY else "POST"
    foreign, missing = (
        ask(world, Probe(name, reverse(name, kwargs=kwargs), role, may=False, method=method))
        for kwargs in (theirs, nobodys)
    )
    return (foreign.status, missing.status) == (404, 404) and unmarked(foreign.body) == unmarked(missing.body)


def unmarked(body: bytes) -> bytes:
    """A page without what differs each time: the safety code of its forms."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", body)
