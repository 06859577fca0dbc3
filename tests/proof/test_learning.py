"""The tables of learning: each line below brings the tests of one subject; `figure` prints what they tried."""

from tests.proof.learning.histories import *  # noqa: F403
