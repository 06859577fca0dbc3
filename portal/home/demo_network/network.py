"""The public face of the demo network: profiles, towns, and figures with the values of before."""

from datetime import datetime, timedelta

from membership import operations as membership
from membership.models import Organisation, Profile, Seat, Town
from membership.operations import figures, profiles
from portal.accounts.models import User
from portal.home.demo_network.content.network import GUIDED, PROFILES, TOWN_OF

MONTHS = 12


def build_network(staff: dict[str, User], now: datetime) -> None:
    _towns(staff["adviser"], now)
    for entry in PROFILES:
        _profile(entry, now - timedelta(days=90))
    for back in range(MONTHS, -1, -1):
        figures.remember_figures(at=(now.replace(day=1) - timedelta(days=30 * back)).replace(day=2))
    last = now.year if now.month > 2 else now.year - 1
    for year in (last - 1, last):
        _participants(staff, now.replace(year=year, month=1, day=20))


def _towns(by: User, now: datetime) -> None:
    """Municipalities sit in the town with their code; the others in the one that they name."""
    towns = {town.name: town for town in Town.objects.all()}
    by_code = {town.municipality_code: town for town in towns.values()}
    for organisation in Organisation.objects.filter(town=None).order_by("pk"):
        town = by_code.get(organisation.municipality_code) or towns.get(TOWN_OF.get(organisation.name, ""))
        if town:
            membership.update_organisation(organisation, town=town, by=by, at=now - timedelta(days=60))


def _profile(entry: dict, at: datetime) -> None:
    organisation = Organisation.objects.get(name=entry["name"])
    admin = Seat.objects.current().admins().filter(organisation=organisation).order_by("pk")[0].user
    facts = {name: entry[name] for name in Profile.FIELDS}
    shown = {f"shows_{name}": name in entry["shown"] for name in Profile.FIELDS}
    profiles.save_profile(organisation, by=admin, at=at, **facts, **shown)


def _participants(staff: dict[str, User], at: datetime) -> None:
    """Most members in level 2 say how many people they guided; staff confirm it and put the total on the site."""
    year = figures.year_asked(at.date())
    members = Organisation.objects.members().filter(level=2).by_name()
    for turn, organisation in enumerate(members):
        if turn % 6 == 5:
            continue  # there is always one who forgets
        number = GUIDED[(turn + year) % len(GUIDED)]
        report = figures.report_participants(organisation, year=year, participants=number, by=None, at=at)
        figures.confirm_report(report, by=staff["adviser"], at=at + timedelta(days=4))
    figures.settle_participants(year=year, by=staff["decider"], at=at + timedelta(days=30))
