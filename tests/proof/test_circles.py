"""The planner and the composer of circles beside twins that try everything: `figure` prints what was tried.

`PROOF=full make test ARGS=tests/proof/test_circles.py` tries them at full size.
"""

from tests.proof.circles.composing import *  # noqa: F403
from tests.proof.circles.dividing import *  # noqa: F403
from tests.proof.circles.killed import *
from tests.proof.circles.places import *
from tests.proof.circles.planning import *  # noqa: F403
from tests.proof.circles.year import *
