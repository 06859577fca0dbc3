"""The tables of the library: each line below brings the tests of one subject; `figure` prints what they tried."""

from tests.proof.content.closed import *  # noqa: F403
from tests.proof.content.shelves import *  # noqa: F403
