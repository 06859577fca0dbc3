from membership.models.admissions import Admission
from membership.models.interests import Interest, InterestKind, Wish
from membership.models.joining import AdminWanted, EmailDomain, JoinRequest
from membership.models.organisations import Kind, Organisation, Province
from membership.models.people import Duty, Role, Seat, SeatInvitation
from membership.models.terms import Term
from membership.models.towns import Town

__all__ = [
    "AdminWanted",
    "Admission",
    "Duty",
    "EmailDomain",
    "Interest",
    "InterestKind",
    "JoinRequest",
    "Kind",
    "Organisation",
    "Province",
    "Role",
    "Seat",
    "SeatInvitation",
    "Term",
    "Town",
    "Wish",
]
