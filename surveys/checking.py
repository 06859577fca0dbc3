"""Whether outcomes are what was made, and their certificate still holds. It takes no solver, and no answer."""

import json

from surveys.algorithms.certifying import Certificate
from surveys.algorithms.publishing import canonical, sha256
from surveys.algorithms.verifying import verify
from surveys.models import Release


def faults_of_release(release: Release) -> list[str]:
    """A sentence for each thing that is wrong; none when all is right."""
    try:
        content = json.loads(release.content)
    except ValueError:
        return ["The content is no JSON."]
    if canonical(content) != release.content.encode():
        return ["The content is not in its canonical form."]
    if sha256(content) != release.sha256:
        return ["The content is not what its hash was made of."]
    try:
        certificate = Certificate.from_json(release.certificate)
    except (ValueError, KeyError):
        return ["There is no certificate."]
    return verify(content, certificate)
