"""What is theirs, to take along: everything of one, nothing of another."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone

from membership import operations
from portal.core.documents import prepared
from portal.core.models import PreparedFile
from portal.home.takeaway import kinds
from portal.home.takeaway.tables import Table
from tests.factories import InvoiceFactory, UserFactory, member, site
from tests.money import with_invoice_duty
from tests.people import client_of, run_jobs
from tests.proof.road.money import FINANCE, PAYERS
from tests.proof.road.world import CANARY, World

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def unpacked(kind: str, thing) -> dict[str, bytes]:
    maker = {
        kinds.PERSON: kinds.make_person,
        kinds.ORGANISATION: kinds.make_organisation,
        kinds.WITH_MONEY: kinds.make_with_money,
    }[kind]
    with zipfile.ZipFile(maker(kinds.subject_of(thing), NOW).content) as made:
        return {name: made.read(name) for name in made.namelist()}


def words_in(files: dict[str, bytes]) -> bytes:
    return b"\n".join([*(name.encode() for name in files), *files.values()])


def test_nobody_takes_along_what_is_of_another(figure):
    """A word of its own in every text of three organisations and everybody around them."""
    world = World()
    wrong, tried = [], 0
    for role, user in world.people.items():
        body = words_in(unpacked(kinds.PERSON, user))
        tried += len(set(CANARY.findall(body)))
        wrong += [f"{role} takes {word} along" for word in world.leaks(body, role)]
    for role, seat in (("admin", world.seat), ("admin of another", world.other), ("level 2", world.approved)):
        for kind in (kinds.ORGANISATION, kinds.WITH_MONEY):
            body = words_in(unpacked(kind, seat.organisation))
            found = {word.decode() for word in CANARY.findall(body)}
            tried += len(found)
            wrong += [f"{role} takes {word} along in {kind}" for word in world.leaks(body, role)]
            assert len(found) > 10, (role, kind)  # it is no empty map
            money = [word for word in found if world.may_read[word] == PAYERS | FINANCE]
            wrong += [f"{word} is money" for word in money if kind == kinds.ORGANISATION]
    figure(f"taken along: {tried} words of their own, {len(wrong)} of another")
    assert not wrong, "\n".join(wrong)


def test_an_organisation_takes_all_of_its_own_along():
    world = World()
    body = words_in(unpacked(kinds.WITH_MONEY, world.seat.organisation))
    own = [
        world.plan.sections.get(number=1).answers.first().text,
        world.plan_file.file.name,
        world.farewell.words,
        world.circle.circle.question,
        world.money.invoice.number,
        world.seat.organisation.invoice_profile.legal_name,
    ]
    assert [text for text in own if text.encode() not in body] == []
    decided = words_in(unpacked(kinds.ORGANISATION, world.approved.organisation)).decode()
    reason = world.check.version.decision.reason
    assert reason in decided


def test_a_person_takes_their_own_along():
    world = World()
    files = unpacked(kinds.PERSON, world.people["professional"])
    body = words_in(files).decode()
    assert world.people["professional"].email in body
    assert world.route_done.title in body
    assert world.circle.circle.title in body
    everything = json.loads(files["alles.json"])["gegevens"]
    assert f"{len(everything['aanmeldingen'])}" in files["lees-mij.txt"].decode()
    rows = list(csv.reader(io.StringIO(files["aanmeldingen.csv"].decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(everything["aanmeldingen"]) + 1


def test_what_people_typed_is_no_formula_in_a_spreadsheet_and_itself_for_a_computer():
    table = Table("t", "proef", ["a", "b", "c"], [['=HYPERLINK("x")', NOW, None]])
    cells = table.as_csv().decode("utf-8-sig").splitlines()[1]
    assert cells.startswith("\"'=HYPERLINK")
    assert table.as_data()[0]["a"] == '=HYPERLINK("x")'


def test_opinions_of_colleagues_are_in_no_map():
    """Closing a round makes one answer of them; also that stays out."""
    world = World()
    for kind in (kinds.ORGANISATION, kinds.WITH_MONEY):
        answers = json.loads(unpacked(kind, world.seat.organisation)["alles.json"])["gegevens"]["antwoorden"]
        personal = {str(q.text) for q in world.survey.round.questions.of_person()}
        assert answers
        assert personal
        assert personal.isdisjoint(row["vraag"] for row in answers)


# --- Asked for on the screen ------------------------------------------------------------------------------------


def test_it_is_asked_for_made_by_a_job_and_opened_by_its_own_reader_only():
    site()
    seat, stranger = member(), member()
    browser, other = client_of(seat.user), client_of(stranger.user)
    asked = (("/mijn/gegevens/meenemen/", seat.user), ("/mijn/organisatie/meenemen/", seat.organisation))
    for address, thing in asked:
        for _ in range(2):
            assert browser.post(f"{address}map/").status_code == 302
        assert "Wij maken uw document." in browser.get(address).content.decode()
        run_jobs()
        made = PreparedFile.objects.get(subject=kinds.subject_of(thing))
        file = f"/bestanden/{made.file_id}/"
        assert file in browser.get(address).content.decode()
        assert browser.get(file).status_code == 200
        assert other.get(file).status_code == 404
        assert file not in other.get(address).content.decode()
    prepared.forget_prepared(at=timezone.now() + timedelta(days=8))
    assert not PreparedFile.objects.exists()


def test_an_admin_who_loses_the_duty_or_the_seat_does_not_open_the_map():
    seat = with_invoice_duty()
    InvoiceFactory(organisation=seat.organisation)
    subject = kinds.subject_of(seat.organisation)
    assert kinds.may_open_with_money(fresh(seat.user), subject)
    other = operations.open_seat(seat.organisation, user=UserFactory(), role="admin", by=None)
    assert kinds.kind_for(fresh(other.user), seat.organisation) == kinds.ORGANISATION
    assert not kinds.may_open_with_money(fresh(other.user), subject)
    assert kinds.may_open_organisation(fresh(other.user), subject)
    operations.end_seat(other, by=None)
    assert not kinds.may_open_organisation(fresh(other.user), subject)


def test_who_is_no_member_any_more_still_takes_everything_along():
    site()
    seat = member()
    operations.end_membership(seat.organisation, reason="x", by=None)
    assert client_of(seat.user).post("/mijn/organisatie/meenemen/map/").status_code == 302
    assert kinds.may_open_organisation(fresh(seat.user), kinds.subject_of(seat.organisation))


def fresh(user):
    """As the next request knows them."""
    return type(user).objects.get(pk=user.pk)
