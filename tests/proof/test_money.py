"""Money: numbers, documents, histories, lives, years and messages of Stripe; `figure` prints what was tried.

`PROOF=full make test ARGS=tests/proof/test_money.py` tries them at full size.
"""

from tests.proof.money.documents import *
from tests.proof.money.events import *
from tests.proof.money.histories import *
from tests.proof.money.lives import *
from tests.proof.money.numbers import *
from tests.proof.money.years import *
