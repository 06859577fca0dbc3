"""A release with its certificate: what the job does between reading the answers and writing the outcomes."""

import os
from collections.abc import Callable

from django.conf import settings

from surveys.algorithms.certifying import certify
from surveys.algorithms.publishing import canonical, publish, sha256
from surveys.algorithms.rounds import Policy, Round
from surveys.algorithms.verifying import verify

SECONDS = 1800  # of processor; a table that takes more than three times its share of them is not shown
FEW = 100  # members, of whom one process is done before a second has begun


class NotProven(Exception):
    """The checker does not find what the certifier says: nothing is made of it."""


def make(found: Round, policy: Policy, *, on_progress: Callable[[int, int], None]) -> tuple[bytes, str, str]:
    """The bytes of the release, their SHA-256 in hex, and its certificate as JSON, checked. Raises NotProven."""
    most = 1 if len(found.members) < FEW else min(os.cpu_count() or 1, settings.RELEASE_PROCESSES)
    certificate = certify(found, policy, on_progress=on_progress, seconds=SECONDS, processes=max(1, most))
    release = publish(found, policy, certificate.levels)
    if faults := verify(release, certificate):
        raise NotProven("; ".join(faults))
    return canonical(release), sha256(release), certificate.to_json()
