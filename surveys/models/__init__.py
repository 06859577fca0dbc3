from surveys.models.answers import Answer, Missing, Opinion, OpinionGiven, Tick
from surveys.models.questionnaires import Questionnaire
from surveys.models.releases import Release, Theme
from surveys.models.rounds import Declined, Option, OptionVersion, Participation, Question, QuestionVersion, Round

__all__ = [
    "Answer",
    "Declined",
    "Missing",
    "Opinion",
    "OpinionGiven",
    "Option",
    "OptionVersion",
    "Participation",
    "Question",
    "QuestionVersion",
    "Questionnaire",
    "Release",
    "Round",
    "Theme",
    "Tick",
]
