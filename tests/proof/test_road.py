"""The road's tables: each line below brings the tests of one subject; `figure` prints what they tried.

`PROOF=full make test ARGS=tests/proof/test_road.py` tries them at full size.
"""

from tests.proof.road.access import *  # noqa: F403
from tests.proof.road.backups import *  # noqa: F403
from tests.proof.road.canaries import *  # noqa: F403
from tests.proof.road.corpus import *  # noqa: F403
from tests.proof.road.entrance import *  # noqa: F403
from tests.proof.road.forgery import *  # noqa: F403
from tests.proof.road.fuzz import *  # noqa: F403
from tests.proof.road.kills import *  # noqa: F403
from tests.proof.road.mails import *  # noqa: F403
from tests.proof.road.races import *  # noqa: F403
from tests.proof.road.steps import *  # noqa: F403
from tests.proof.road.wagtail_admin import *  # noqa: F403
from tests.proof.road.walker import *  # noqa: F403
