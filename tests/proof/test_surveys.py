"""Many hands at one questionnaire; `figure` prints what was tried, PROOF=full tries it at full size."""

from tests.proof.surveys.races import *
