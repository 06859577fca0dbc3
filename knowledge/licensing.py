"""May somebody take the files of an instrument along, and if not: why, and what is the way? Asked at each use."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from knowledge.access import audience_of
from knowledge.models import InstrumentPage, LicenceAcceptance
from membership.access import seats_of
from membership.models import Duty, Seat
from portal.accounts.access import is_staff_member
from portal.core.search import LEVEL_2, MEMBERS, PUBLIC

#: By who may read the page: the level that an organisation needs. An instrument under licence is for members at least.
LEVELS = {PUBLIC: 1, MEMBERS: 1, LEVEL_2: 2}


@dataclass(frozen=True)
class Licence:
    """The text that counts now, of the newest version."""

    number: str
    text: str
    level: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{self.number}\n{self.text}".encode()).hexdigest()


class State(StrEnum):
    VALID = "valid"  # take it along
    ACCEPT = "accept"  # this person may agree for their organisation
    ASK = "ask"  # a colleague agrees first
    NO_MEMBER = "no_member"  # no seat, or the membership ended
    LOWER = "lower"  # a member, of a lower level than the page
    NO_TEXT = "no_text"  # the editor still has to write it


@dataclass(frozen=True)
class Standing:
    """How one person stands before one instrument."""

    state: State
    seat: Seat | None = None  # for which they could agree or take it along
    acceptance: LicenceAcceptance | None = None
    earlier: bool = False  # their organisation agreed to another version


def licence_of(page: InstrumentPage) -> Licence | None:
    """None while the newest version has no text, or when the page is for nobody but the staff: then nobody agrees."""
    version = page.newest_version
    level = LEVELS.get(audience_of(page))
    if version is None or not version.licence.strip() or level is None:
        return None
    return Licence(version.number, version.licence.strip(), level)


def standing_of(user, page: InstrumentPage, first: Seat | None = None, *, alone: bool = False) -> Standing:
    """Three queries at most, whatever the seats. `first`: the seat to prefer; `alone`: and no other.

    Valid while the organisation's term is in force, at the level of the page. The acceptance waits for a member who
    comes back, as long as its version and text are those of now.
    """
    licence = licence_of(page)
    if licence is None:
        return Standing(State.NO_TEXT)
    seats = sorted(seats_of(user), key=lambda seat: seat != first)[: 1 if alone else None]
    members = [seat for seat in seats if seat.level]
    entitled = [seat for seat in members if (seat.level or 0) >= licence.level]
    if not entitled:
        return Standing(State.LOWER if members else State.NO_MEMBER)
    of_theirs = LicenceAcceptance.objects.filter(page=page, organisation__in=[s.organisation_id for s in entitled])
    accepted = list(of_theirs.select_related("organisation"))
    valid = {acceptance.organisation_id: acceptance for acceptance in accepted if acceptance.digest == licence.digest}
    for seat in entitled:
        if acceptance := valid.get(seat.organisation_id):
            return Standing(State.VALID, seat, acceptance)
    seat = next((seat for seat in entitled if may_accept(seat)), entitled[0])
    earlier = any(acceptance.organisation_id == seat.organisation_id for acceptance in accepted)
    return Standing(State.ACCEPT if may_accept(seat) else State.ASK, seat, earlier=earlier)


def may_accept(seat: Seat) -> bool:
    return Duty.LICENCES in seat.duties


def who_may_accept(seat: Seat) -> list[Seat]:
    """The colleagues whom this person asks."""
    colleagues = Seat.objects.current().filter(organisation=seat.organisation_id, duties__contains=[Duty.LICENCES])
    return list(colleagues.filter(user__is_active=True).select_related("user").order_by("pk"))


@dataclass(frozen=True)
class Terms:
    """What the page of an instrument tells its reader about taking it along."""

    standing: Standing | None  # None for a visitor, and for staff
    is_staff: bool
    whom_to_ask: list[Seat]


def for_reader(user, page: InstrumentPage, first: Seat | None = None) -> Terms:
    """Staff open the files themselves; visitors read that members may take them along, and ask nothing of us.

    `first`: the seat that goes before others.
    """
    if not user.is_authenticated:
        return Terms(None, False, [])
    standing = standing_of(user, page, first)
    if is_staff_member(user) and standing.state != State.VALID:
        return Terms(None, True, [])
    return Terms(
        standing, False, who_may_accept(standing.seat) if standing.seat and standing.state == State.ASK else []
    )
