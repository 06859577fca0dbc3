from learning_circles.models.circles import Circle, CircleMember, CircleUserObjectPermission, Facilitator
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
from learning_circles.models.weights import PlannerWeights

__all__ = [
    "Action",
    "BroughtQuestion",
    "Choice",
    "Circle",
    "CircleMember",
    "CircleUserObjectPermission",
    "Evaluation",
    "Facilitator",
    "Manner",
    "Material",
    "Harvest",
    "Invitee",
    "Meeting",
    "MeetingMove",
    "Minutes",
    "MinutesRemark",
    "MinutesVersion",
    "PlannerWeights",
    "Poll",
    "PollAnswer",
    "ProgrammeItem",
    "Registration",
    "Slot",
    "WritingHold",
    "occupancy",
]
