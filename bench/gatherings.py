"""Five hundred meetings with ten thousand registrations in the grown network; and what one registration costs.

python -m bench.gatherings fill         makes them once; prints {"month": "2027-1", "feed": path, "member": cookie}
python -m bench.gatherings registering  prints processor seconds of registering, and of a bare locked insert
"""

import json
import sys
import time
from datetime import timedelta
from itertools import cycle, islice

import django

CIRCLES, EACH, PEOPLE = 25, 20, 20  # circles, meetings of each, registrations of each meeting
TITLE = "Meetlat"
TRIES = 200


def fill() -> None:
    from django.db import transaction

    from learning_circles.models import Circle, CircleMember, Meeting
    from learning_circles.operations import open_circle
    from membership.models import Seat, Term

    with transaction.atomic():
        if not Circle.objects.filter(title=f"{TITLE} 0").exists():
            members = Seat.objects.current().filter(organisation__in=Term.objects.in_force().values("organisation"))
            seats = list(members.select_related("user").order_by("pk")[: CIRCLES * PEOPLE])
            made = [open_circle(f"{TITLE} {n}", question="Hoe lang duurt dit?", by=None) for n in range(CIRCLES)]
            since = made[0].opened_at.date()
            CircleMember.objects.bulk_create(
                CircleMember(circle=circle, user=seat.user, organisation_id=seat.organisation_id, since=since)
                for circle in made
                for seat in {
                    seats[0],
                    *islice(cycle(seats), made.index(circle) * PEOPLE, (made.index(circle) + 1) * PEOPLE),
                }
            )
            _meet(made, seats)
        meeting = Meeting.objects.filter(title=TITLE).order_by("starts_at")[45]
        print(json.dumps(_ways_in(meeting)))


def _meet(circles: list, seats: list) -> None:
    """In the shapes of the operations: announced, each of its people with a place."""
    from django.utils import timezone

    from learning_circles.models import Meeting, Registration

    now = timezone.now()
    first = now.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=2)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            circle=circle,
            number=number + 1,
            title=TITLE,
            starts_at=first + timedelta(days=14 * number + at % 14),
            ends_at=first + timedelta(days=14 * number + at % 14, hours=2),
            manner="online",
            capacity=PEOPLE + 5,
            created_at=now,
            announced_at=now,
        )
        for at, circle in enumerate(circles)
        for number in range(EACH)
    )
    people = cycle(seats)
    Registration.objects.bulk_create(
        Registration(
            meeting=meeting,
            user=seat.user,
            organisation_id=seat.organisation_id,
            position=position + 1,
            registered_at=now,
            seated_at=now,
        )
        for meeting in meetings
        for position, seat in enumerate(islice(people, PEOPLE))
    )


def _ways_in(meeting) -> dict[str, str]:
    from django.urls import reverse

    from bench.people import cookie_of
    from portal.core import links

    person = meeting.circle.members.order_by("user_id").first().user  # in every circle
    token = links.issue("read_calendar", person.pk, days=30)
    month = {"year": meeting.starts_at.year, "month": meeting.starts_at.month}
    return {
        "month": reverse("circles:month", kwargs=month),
        "feed": reverse("circles:feed", args=[token]),
        "member": cookie_of(person),
    }


def registering() -> None:
    """Somebody of an open circle takes a place, beside a bare row written under a bare lock; all of it taken back."""
    from django.db import connection, transaction

    from learning_circles import operations
    from learning_circles.models import Circle, Meeting
    from membership.models import Seat, Term

    with transaction.atomic():
        Circle.objects.filter(title__startswith=TITLE).update(is_open=True)
        meeting = Meeting.objects.filter(title=TITLE).latest("starts_at")
        Meeting.objects.filter(pk=meeting.pk).update(capacity=None)
        members = Seat.objects.current().filter(organisation__in=Term.objects.in_force().values("organisation"))
        found = members.exclude(user__registrations__meeting=meeting).select_related("user", "organisation")
        seats = list(found.order_by("-pk")[:TRIES])
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE bare (id bigserial PRIMARY KEY, meeting bigint, person bigint)")
            bare, ours = [], []
            for seat in seats:
                begin = time.perf_counter()
                with transaction.atomic():
                    cursor.execute("SELECT id FROM learning_circles_meeting WHERE id = %s FOR UPDATE", [meeting.pk])
                    cursor.execute("INSERT INTO bare (meeting, person) VALUES (%s, %s)", [meeting.pk, seat.user_id])
                middle = time.perf_counter()
                operations.register(meeting, user=seat.user, organisation=seat.organisation, by=seat.user)
                ours.append(time.perf_counter() - middle)
                bare.append(middle - begin)
        transaction.set_rollback(True)
    print(json.dumps({"bare": sorted(bare)[TRIES // 2], "ours": sorted(ours)[TRIES // 2]}))


if __name__ == "__main__":
    django.setup()
    {"fill": fill, "registering": registering}[sys.argv[1]]()
