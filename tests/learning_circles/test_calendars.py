"""Calendar files: what two readers make of them, over clock changes and with hostile words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from learning_circles import operations as circles
from learning_circles.algorithms.calendars import Appointment, Organiser, feed, invitation
from tests.factories import member
from tests.learning_circles.world import circle, meeting, sign_up
from tests.people import client_of

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
AT = datetime(2027, 1, 1, tzinfo=AMSTERDAM)
MOMENTS = [
    datetime(2027, 3, 28, 1, 30, tzinfo=AMSTERDAM),  # over the change to summer time
    datetime(2027, 10, 31, 2, 30, tzinfo=AMSTERDAM),  # the hour that is there twice
    datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=AMSTERDAM),
    datetime(2027, 12, 31, 23, 30, tzinfo=AMSTERDAM),
    datetime(2028, 2, 29, 10, 0, tzinfo=AMSTERDAM),
]
HOSTILE = 'Geld\r\nATTENDEE:mailto:x@y.example\nBEGIN:VEVENT, en; "rust" \\ \x00\x1f\u2028 einde'


def appointment(starts, n: int = 0, **more) -> Appointment:
    facts = {"uid": f"kring-{n}", "sequence": 0, "title": "Praten over geld", "place": "Utrecht"} | more
    return Appointment(starts_at=starts, ends_at=starts + timedelta(hours=2), **facts)


def events(content: bytes) -> list[tuple]:
    """By two readers that share no code; they must agree."""
    ours = Calendar.from_ical(content)
    first = [(str(e["UID"]), e.decoded("DTSTART"), e.decoded("DTEND"), str(e["SUMMARY"])) for e in ours.walk("VEVENT")]
    read = vobject.readOne(content.decode())
    second = [(e.uid.value, e.dtstart.value, e.dtend.value, e.summary.value) for e in getattr(read, "vevent_list", [])]
    assert first == second
    return first


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_stays_that_moment(moment):
    [(uid, starts, ends, _title)] = events(feed([appointment(moment)], name="Kringen", at=AT))
    assert uid == "kring-0"
    assert starts.timestamp() == moment.timestamp()
    assert ends.timestamp() == (moment + timedelta(hours=2)).timestamp()


def test_five_hundred_are_exactly_those_meant():
    wanted = [appointment(AT + timedelta(hours=7 * n), n) for n in range(500)]
    found = events(feed(wanted, name="Kringen", at=AT))
    assert [(uid, starts.timestamp()) for uid, starts, *_ in found] == [
        (a.uid, a.starts_at.timestamp()) for a in wanted
    ]


def test_words_cannot_become_properties():
    made = invitation(
        appointment(MOMENTS[0], title=HOSTILE, place=HOSTILE, text=HOSTILE),
        organiser=Organiser(HOSTILE, "kring@netwerk.example"),
        attendee="noor@veenmeer.example",
        at=AT,
    )
    unfolded = made.replace(b"\r\n ", b"").decode()
    assert [line.split(":")[-1] for line in unfolded.split("\r\n") if line.startswith("ATTENDEE")] == [
        "noor@veenmeer.example"
    ]
    assert unfolded.count("BEGIN:VEVENT\r\n") == 1
    assert {line.split(";")[0].split(":")[0] for line in unfolded.split("\r\n") if line} == {
        *("BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "LOCATION", "STATUS", "DESCRIPTION", "ORGANIZER", "ATTENDEE", "ACTION", "TRIGGER"),
    }
    assert len(events(made)) == 1


def test_a_cancellation_takes_the_same_event_out():
    made = invitation(
        appointment(MOMENTS[0], sequence=3, is_cancelled=True),
        organiser=Organiser("Netwerk", "kring@netwerk.example"),
        attendee="noor@veenmeer.example",
        at=AT,
    ).decode()
    assert "METHOD:CANCEL" in made
    assert "STATUS:CANCELLED" in made
    assert "SEQUENCE:3" in made


# --- The feeds ---------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_personal_feed_has_a_secret_address_that_can_be_ended(client):
    seat, other = member(), member()
    of = circle(seat, other)
    shown = meeting(of, online_link="https://overleg.example/geheim", manner="hybrid")
    sign_up(shown, seat)
    browser = client_of(seat.user)
    browser.post("/leerkringen/agenda/adres/")
    page = browser.get("/leerkringen/agenda/").content.decode()
    address = page.split("<code")[1].split(">")[1].split("<")[0]
    path = "/" + address.split("/", 3)[3]
    assert address not in browser.get("/leerkringen/agenda/").content.decode(), "shown once"
    response = client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert str(shown.uid) in text
    assert "geheim" not in text
    assert seat.user.first_name not in text
    assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    circles.move_meeting(shown, ends_at=shown.ends_at + timedelta(hours=1), reason="Meer tijd.", by=None)
    changed = client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert changed.status_code == 200
    assert "SEQUENCE:1" in changed.content.decode()
    browser.post("/leerkringen/agenda/adres/einde/")
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_the_public_feed_has_only_what_is_announced_to_everybody(client):
    hidden, shown = meeting(circle()), meeting(circle(is_announced=True))
    draft = meeting(circle(is_announced=True), announced=False)
    text = client.get("/leerkringen/agenda.ics").content.decode()
    assert str(shown.uid) in text
    assert str(hidden.uid) not in text
    assert str(draft.uid) not in text
