"""What the network's face costs with 5,000 members: the list filtered, the map and a profile, beside one query."""

import gzip
import json
import sys
from datetime import date

from bench.browser import Browser
from bench.measuring import Report
from bench.road import FRESH, pages
from bench.servers import LARGE, PORTAL, portal, prepare, reference, run, settings_for

DAY = date(2026, 1, 1)
PAGES = [  # name, who, path, ratio, queries
    ("network filtered by words, 5,000 and more", "", "/netwerk/?q=gemeente&meetlat=1", 0.08, 8),
    ("network filtered by province and level", "", "/netwerk/?provincie=ut&niveau=1&meetlat=1", 0.08, 8),
    ("network filtered by a rare word", "", "/netwerk/?q=lindehoven&meetlat=1", 0.08, 8),
    ("councils, a municipality", "", "/netwerk/adviesraden/?q=meetlat&meetlat=1", 0.08, 8),
]


def network() -> list[str]:
    """Every line about the network's face; returns the names of what falls short."""
    report = Report()
    cluster = prepare()
    found = json.loads(run(sys.executable, "-m", "bench.network", "fill", **settings_for(LARGE)))
    with reference(), portal(PORTAL, LARGE):
        pages(report, {}, [*PAGES, ("profile", "", f"{found['profile']}{FRESH}", 0.08, 8)])
        body = Browser(PORTAL).get("/netwerk/kaart.svg").body
        note = f"{found['municipalities']} municipalities, {found['members']} members"
        report.line("map of municipalities", len(gzip.compress(body, 6)) / 1000, "kB gzip", "<=20", note)
    cluster.release()
    return report.short


def fill() -> dict:
    """A country of made-up municipalities, with every member in one of them. A second time changes nothing."""
    import django

    django.setup()
    from django.db.models import F

    from membership.algorithms import areas
    from membership.models import Municipality, Organisation
    from membership.operations import municipalities
    from portal.core.page_cache import bump
    from tests.membership.topologies import ragged

    country = areas.read(json.dumps(ragged(18)))
    municipalities.import_municipalities(country, on=DAY, successors={}, by=None)
    places = list(Municipality.objects.order_by("pk").values_list("pk", flat=True))
    for number, place in enumerate(places):
        Organisation.objects.alias(turn=F("pk") % len(places)).filter(turn=number).update(municipality=place)
    bump()
    member = Organisation.objects.members().by_name()[0]
    members = Organisation.objects.members().filter(municipality__isnull=False).count()
    return {"profile": f"/netwerk/{member.slug}/", "municipalities": len(places), "members": members}


if __name__ == "__main__":
    print(json.dumps(fill()))
