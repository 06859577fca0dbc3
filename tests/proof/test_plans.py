"""Who may do what with a plan, what a new version may differ in, and two at once: `figure` prints what was tried.

`PROOF=full make test ARGS=tests/proof/test_plans.py` tries them at full size.
"""

from tests.proof.plans.authorisation import *  # noqa: F403
from tests.proof.plans.histories import *  # noqa: F403
from tests.proof.plans.races import *  # noqa: F403
