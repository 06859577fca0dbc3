from learning_circles.models.calendars import CalendarChange
from learning_circles.models.circles import Circle, CircleMember, CircleUserObjectPermission, Facilitator
from learning_circles.models.composing import CircleWish, OfferedCircle, RoundTheme, WishedTheme, WishRound
from learning_circles.models.divisions import Division, Placement, PlacementMove
from learning_circles.models.meetings import BroughtQuestion, Manner, Material, Meeting, MeetingMove, ProgrammeItem
from learning_circles.models.minutes import (
    Action,
    Evaluation,
    Harvest,
    Minutes,
    MinutesRemark,
    MinutesVersion,
    WritingHold,
)
from learning_circles.models.polls import Choice, Invitee, Poll, PollAnswer, Slot
from learning_circles.models.registrations import Registration, occupancy
from learning_circles.models.ties import ties_of
from learning_circles.models.weights import PlannerWeights

__all__ = [
    "Action",
    "BroughtQuestion",
    "CalendarChange",
    "Choice",
    "Circle",
    "CircleMember",
    "CircleUserObjectPermission",
    "CircleWish",
    "Division",
    "Evaluation",
    "Facilitator",
    "Harvest",
    "Invitee",
    "Manner",
    "Material",
    "Meeting",
    "MeetingMove",
    "Minutes",
    "MinutesRemark",
    "MinutesVersion",
    "OfferedCircle",
    "Placement",
    "PlacementMove",
    "PlannerWeights",
    "Poll",
    "PollAnswer",
    "ProgrammeItem",
    "Registration",
    "RoundTheme",
    "Slot",
    "WishRound",
    "WishedTheme",
    "WritingHold",
    "occupancy",
    "ties_of",
]
