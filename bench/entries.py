"""The small demo network with many more things to find: the search table filled as rooms fill it.

python -m bench.entries 100000  fills the database in BENCH_DATABASE up to so many entries
"""

import random
import sys
from datetime import date, timedelta
from itertools import batched

import django
import psycopg

from bench.servers import SMALL, run, settings_for
from portal.embedded_postgres.cluster import PORT, SUPERUSER, Cluster

FEW, MANY = "found_few", "found_many"
ENTRIES = {FEW: 1_000, MANY: 100_000}
OFTEN, SELDOM = "stress", "zeldzaam"  # in every third text; in one of a thousand
HIDDEN = "vertrouwd"  # in every text for level 2, and in no other
WORDS = 120  # in a text
FIRST = 1_000_000  # beyond what the demo network has of its own
BATCH = 1_000


def prepare_entries(cluster: Cluster) -> None:
    """Both databases, made whole or not at all and kept; migrated each time."""
    with psycopg.connect(
        host=str(cluster.socket_dir), port=PORT, user=SUPERUSER, dbname="postgres", autocommit=True
    ) as connection:
        present = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        for name, size in ENTRIES.items():
            if name not in present:
                connection.execute("DROP DATABASE IF EXISTS half_filled")
                connection.execute(f"CREATE DATABASE half_filled TEMPLATE {SMALL}")
                run(sys.executable, "-m", "bench.entries", str(size), **settings_for("half_filled"))
                connection.execute(f"ALTER DATABASE half_filled RENAME TO {name}")
    for name in ENTRIES:
        run(sys.executable, "manage.py", "migrate", "--verbosity", "0", **settings_for(name))


def fill(size: int) -> None:
    from django.db import connection

    from portal.core.models import SearchEntry

    chance = random.Random(1)
    for numbers in batched(range(size), BATCH):
        SearchEntry.objects.bulk_create(_entry(n, chance) for n in numbers)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE core_searchentry")


def _entry(number: int, chance: random.Random):
    """A name of three words, a text in which a few words make up half of it, as in language."""
    from portal.core import search

    words = [f"woord{int(chance.paretovariate(0.6)) % 30_000}" for _ in range(WORDS)]
    if number % 3 == 0:
        words[chance.randrange(WORDS)] = OFTEN
    if number % 1_000 == 7:
        words[chance.randrange(WORDS)] = SELDOM
    if number % 4 == 3:
        words[chance.randrange(WORDS)] = HIDDEN
    audience = ("public", "public", "members", "level_2")[number % 4]
    kind = ("article", "film", "publication", "instrument", "organisation")[number % 5]
    labels = [f"rol:{('professional', 'bestuur', 'adviseur')[number % 3]}", f"domein:d{number % 8}"]
    title = f"{'Gemeente' if number % 3 else 'Stichting'} {words[0]} {words[1]} {number}"
    return search.new_entry(
        kind,
        FIRST + number,
        audience=audience,
        title=title,
        url=f"/kennis/{number}/",
        summary=" ".join(words[2:12]),
        text=" ".join(words),
        labels=[] if kind == "organisation" else labels,
        on=None if kind == "organisation" else date(2010, 1, 1) + timedelta(days=number % 5_000),
    )


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
