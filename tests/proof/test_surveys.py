"""The certifier beside a twin that tries every world, an attacker beside a naive dashboard, and many hands at once.

`PROOF=full make test ARGS=tests/proof/test_surveys.py` tries them at full size; `figure` prints what was tried.
"""

from tests.proof.surveys.attacker import *
from tests.proof.surveys.brute_force import *
from tests.proof.surveys.races import *
