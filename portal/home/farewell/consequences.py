"""What leaving means, in plain words and with the organisation's own numbers."""

from dataclasses import dataclass
from datetime import date

from implementation_plans.models import Plan, PlanFile
from knowledge.models import LicenceAcceptance
from learning_circles.models import CircleMember
from membership.access import sees_money
from membership.algorithms.money import euros
from membership.models import Invoice, Organisation, Seat, SeatInvitation
from portal.accounts.access import FINANCE, has_role
from portal.core.templatetags.portal import day
from surveys.models import Participation


@dataclass(frozen=True)
class Consequence:
    title: str
    text: str


def consequences_of(organisation: Organisation, *, last_day: date, reader) -> list[Consequence]:
    """Amounts of invoices only for who may see them."""
    return [
        Consequence(
            "Toegang",
            f"Tot en met {day(last_day)} houdt u alles. Daarna gaat dicht wat voor leden is. "
            "Uw organisatie staat dan niet meer op de site.",
        ),
        _plan(organisation),
        Consequence(
            "Antwoorden op vragenlijsten",
            f"U stuurde {_count(_answered(organisation), 'vragenlijst', 'vragenlijsten').lower()} in. Uw antwoorden "
            "blijven bewaard. Uitkomsten die online staan, veranderen niet. Wat u met uw naam deelde, blijft daarin "
            "staan. Uit de andere cijfers kan niemand uw antwoord halen.",
        ),
        _circles(organisation),
        _licences(organisation),
        _invoices(organisation, reader),
        _people(organisation),
    ]


def _count(number: int, one: str, more: str) -> str:
    return f"{number or 'Geen'} {one if number == 1 else more}"


def _answered(organisation: Organisation) -> int:
    return Participation.objects.answered().filter(organisation=organisation).count()


def _plan(organisation: Organisation) -> Consequence:
    plan = Plan.objects.filter(organisation=organisation).first()
    if plan is None:
        return Consequence("Uw plan", "U hebt nog geen plan. Er is niets te bewaren.")
    files = PlanFile.objects.present().filter(section__plan=plan).count()
    kept = f"Uw plan, {_count(files, 'bestand', 'bestanden').lower()} en onze brieven blijven bewaard. "
    rest = "U kunt ze lezen en ophalen, maar niet meer veranderen. Wie van buiten meekeek, ziet het plan niet meer."
    waits = " Wij lezen het nog tot uw laatste dag." if plan.is_being_read else ""
    return Consequence("Uw plan en bestanden", kept + rest + waits)


def _circles(organisation: Organisation) -> Consequence:
    places = CircleMember.objects.current().filter(organisation=organisation, circle__closed_at=None).count()
    said = f"U hebt {_count(places, 'plek', 'plekken')} in leerkringen. " if places else "U zit nu in geen leerkring. "
    return Consequence(
        "Leerkringen",
        said + "Na uw laatste dag komen plekken en aanmeldingen vrij voor anderen. Wie de kring begeleidt, hoort het. "
        "Verslagen en lessen van de kring blijven.",
    )


def _licences(organisation: Organisation) -> Consequence:
    count = LicenceAcceptance.objects.filter(organisation=organisation).count()
    said = f"U ging akkoord met {_count(count, 'licentie', 'licenties').lower()}. " if count else ""
    return Consequence(
        "Licenties",
        said + "Na uw laatste dag kunt u de hulpmiddelen niet meer ophalen. Wat u met uw eigen kopie nog mag, staat in "
        "de licentie.",
    )


def _invoices(organisation: Organisation, reader) -> Consequence:
    rule = (
        "U betaalt het jaar waarin u stopt. Wat nog open staat, blijft open. "
        "Wij bewaren facturen 7 jaar. Dat moet van de wet."
    )
    if sees_money(reader, organisation) or has_role(reader, FINANCE):
        open_cents = sum(Invoice.objects.open().filter(organisation=organisation).values_list("open_cents", flat=True))
        said = f"Nu staat er {euros(open_cents)} open. " if open_cents else "Er staat nu geen factuur open. "
        return Consequence("Facturen", said + rule)
    return Consequence("Facturen", rule)


def _people(organisation: Organisation) -> Consequence:
    seats = Seat.objects.current().filter(organisation=organisation).count()
    invited = SeatInvitation.objects.open().filter(organisation=organisation).count()
    waits = f" {_count(invited, 'uitnodiging vervalt', 'uitnodigingen vervallen')}." if invited else ""
    return Consequence(
        "U en uw collega’s",
        f"{_count(seats, 'persoon heeft', 'mensen hebben')} een plek. Uw accounts blijven, zodat u uw gegevens kunt "
        f"ophalen. Twee jaar na uw laatste dag sluiten wij de plekken.{waits}",
    )
