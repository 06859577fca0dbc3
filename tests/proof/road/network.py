"""The public face of the network in the world of the proofs: what organisation A reported, and what was withdrawn."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from membership.models import Figure, FigureValue, ParticipantReport
from membership.operations import figures
from tests.factories import FigureValueFactory, ParticipantReportFactory
from tests.network import standard_figures
from tests.proof.roles import READERS


@dataclass(frozen=True)
class Network:
    report: ParticipantReport
    value: FigureValue


def network_of(world) -> Network:
    standard_figures()
    participants = Figure.objects.get(code="participants")
    today = timezone.localdate()
    wrong = FigureValueFactory(figure=participants, day=today - timedelta(days=400))
    figures.withdraw_value(wrong, reason=world.word(READERS), by=world.people["adviser"])
    return Network(
        report=ParticipantReportFactory(organisation=world.seat.organisation, reported_by=world.seat.user),
        value=FigureValueFactory(figure=participants, day=today - timedelta(days=40)),
    )
