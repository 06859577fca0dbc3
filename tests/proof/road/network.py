"""The public face of the network in the world of the proofs: what organisation A reported, and what was withdrawn."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from membership.models import Figure, FigureValue, Municipality, ParticipantReport, RelayedMessage
from membership.operations import figures, profiles
from membership.operations.municipalities import place_organisation
from tests.factories import FigureValueFactory, MunicipalityFactory, ParticipantReportFactory, RelayedMessageFactory
from tests.network import standard_figures
from tests.proof.roles import OWN, READERS, STAFF


@dataclass(frozen=True)
class Network:
    report: ParticipantReport
    value: FigureValue
    municipality: Municipality
    message: RelayedMessage


def network_of(world) -> Network:
    standard_figures()
    participants = Figure.objects.get(code="participants")
    today = timezone.localdate()
    wrong = FigureValueFactory(figure=participants, day=today - timedelta(days=400))
    figures.withdraw_value(wrong, reason=world.word(READERS), by=world.people["adviser"])
    standing = MunicipalityFactory()
    place_organisation(world.other.organisation, municipality=standing, by=None)
    _profiles(world)
    message = RelayedMessageFactory(
        organisation=world.seat.organisation,
        name=world.word({"sender"}),
        email=f"{world.word({'sender'})}@elders.example",
        text=world.word({"sender"}),
    )
    world.outside[message.email] = "sender"
    return Network(
        report=ParticipantReportFactory(organisation=world.seat.organisation, reported_by=world.seat.user),
        value=FigureValueFactory(figure=participants, day=today - timedelta(days=40)),
        municipality=standing,
        message=message,
    )


def _profiles(world) -> None:
    """Organisation A shows who to ask and nothing else; that of level 2 was taken down, for a reason."""
    own = (OWN, STAFF)
    hidden = {"shows_target_group": False, "shows_access": False, "shows_domains": False}
    profiles.save_profile(
        world.seat.organisation,
        target_group=world.word(*own),
        access=world.word(*own),
        domains=["money"],
        contact_role="Projectleider",
        shows_contact_role=True,
        by=world.seat.user,
        **hidden,
    )
    facts = {name: world.word({"level 2"}, STAFF) for name in ("target_group", "access", "contact_role")}
    shown = dict.fromkeys((*hidden, "shows_contact_role"), True)
    taken = profiles.save_profile(world.approved.organisation, domains=["work"], by=None, **facts, **shown)
    profiles.hide_profile(taken, reason=world.word({"level 2"}, STAFF), by=world.people["adviser"])
