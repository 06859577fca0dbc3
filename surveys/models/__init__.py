from surveys.models.answers import Answer, Missing, Opinion, OpinionGiven, Tick
from surveys.models.questionnaires import Questionnaire
from surveys.models.releases import Release
from surveys.models.rounds import Declined, Option, OptionVersion, Participation, Question, QuestionVersion, Round
from surveys.models.texts import Quote, Theme

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
    "Quote",
    "Release",
    "Round",
    "Theme",
    "Tick",
]
