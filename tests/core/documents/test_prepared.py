import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from portal.core import documents, files
from portal.core.documents import prepared
from portal.core.documents.prepared import Made, ask_for, forget_prepared, latest, make
from portal.core.models import AuditEntry, PreparedFile, PrivateFile
from portal.home.daily import daily_job
from tests.factories import UserFactory, staff
from tests.people import client_of, run_jobs

pytestmark = pytest.mark.django_db
NOW = timezone.now()


class Room:
    """Makes dossiers, for one reader."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.reader = None
        self.trouble: BaseException | None = None

    def make(self, subject, at) -> Made:
        self.made.append(subject)
        if self.trouble:
            raise self.trouble
        return Made("Dossier: Veenmeer.zip", "zip", documents.archive([("a.txt", b"a")], at=at))

    def may_open(self, user, subject) -> bool:
        return user == self.reader


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(prepared, "_kinds", {})
    made = Room()
    prepared.register("dossier", made.make, may_open=made.may_open)
    return made


def asked(**kwargs) -> PreparedFile:
    return ask_for("dossier", subject="plan:12", by=kwargs.pop("by", None), **kwargs)


def test_what_is_asked_for_is_made_in_a_job(room):
    person = UserFactory()
    assert latest("dossier", subject="plan:12") is None
    waiting = asked(by=person)
    assert waiting.is_waiting
    assert AuditEntry.objects.get(verb="document.asked").data == {"kind": "dossier", "about": "plan:12"}
    run_jobs()
    ready = latest("dossier", subject="plan:12")
    assert (ready.pk, ready.is_waiting, ready.tries) == (waiting.pk, False, 1)
    assert (ready.file.name, ready.file.kind, ready.file.is_clean) == ("Dossier: Veenmeer.zip", "zip", True)
    assert ready.file.content.size == ready.file.size > 100


def test_asking_twice_is_asking_once(room):
    first = asked(at=NOW)
    assert asked(at=NOW + timedelta(hours=1)) == first, "it is being made"
    make(first.pk, at=NOW)
    assert asked(at=NOW + timedelta(seconds=30)) == first, "a double click"
    assert asked(at=NOW + timedelta(minutes=2)) != first
    assert ask_for("dossier", subject="plan:13", by=None).subject == "plan:13"


def test_a_made_document_is_not_made_again(room):
    waiting = asked()
    make(waiting.pk)
    make(waiting.pk)
    assert room.made == ["plan:12"]
    assert PrivateFile.objects.count() == 1


def test_only_who_may_have_it_now_gets_it(room):
    """The right is asked at the download, and no staff right opens it."""
    reader = room.reader = UserFactory()
    make(asked(by=reader).pk)
    url = f"/bestanden/{PrivateFile.objects.get().pk}/"
    response = client_of(reader).get(url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/zip")
    assert response.headers["Content-Disposition"] == 'attachment; filename="Dossier: Veenmeer.zip"'
    assert b"".join(response.streaming_content).startswith(b"PK")
    for other in (UserFactory(), staff("decider"), UserFactory(is_superuser=True, is_staff=True)):
        assert client_of(other).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    room.reader = None
    assert client_of(reader).get(url).status_code == 404


def test_no_room_no_reader(room, monkeypatch):
    reader = room.reader = UserFactory()
    make(asked().pk)
    monkeypatch.setattr(prepared, "_kinds", {})
    assert client_of(reader).get(f"/bestanden/{PrivateFile.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize("trouble", [ValueError("x"), files.NotStored(), documents.NoPdf()])
def test_trouble_is_told_and_may_be_tried_again(room, trouble):
    room.trouble = trouble
    first = asked(at=NOW)
    run_jobs()
    failed = latest("dossier", subject="plan:12")
    assert failed.failed_because == ("no_pdf" if isinstance(trouble, documents.NoPdf) else "error")
    assert run_jobs() == 0, "nobody tries for ever"
    room.trouble = None
    second = asked(at=NOW)
    assert second != first
    run_jobs()
    assert latest("dossier", subject="plan:12").file


class Killed(BaseException):
    """The worker is gone."""


def test_what_was_half_made_when_the_worker_died_is_made_again(room):
    waiting = asked()
    room.trouble = Killed()
    with pytest.raises(Killed):
        make(waiting.pk)
    assert PreparedFile.objects.get().is_waiting
    assert not PrivateFile.objects.exists()
    room.trouble = None
    assert run_jobs() == 1
    assert PreparedFile.objects.get().file


def test_what_keeps_killing_its_worker_is_given_up(room):
    waiting = asked()
    room.trouble = Killed()
    for _ in range(3):
        with pytest.raises(Killed):
            make(waiting.pk)
    make(waiting.pk)
    assert PreparedFile.objects.get().failed_because == "killed"


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_it_once(room):
    waiting = asked()
    at_it, go_on = threading.Event(), threading.Event()
    real = room.make

    def slow(subject, at):
        at_it.set()
        assert go_on.wait(30)
        return real(subject, at)

    prepared.register("dossier", slow, may_open=room.may_open)

    def work():
        make(waiting.pk)
        connection.close()

    first = threading.Thread(target=work)
    first.start()
    assert at_it.wait(30)
    make(waiting.pk)
    assert room.made == []
    go_on.set()
    first.join(30)
    assert room.made == ["plan:12"]
    assert PreparedFile.objects.get().file


def test_the_oldest_goes_first_and_others_are_not_held_up(room):
    for number, minutes in ((1, 5), (2, 9), (3, 1)):
        ask_for("dossier", subject=f"plan:{number}", by=None, at=NOW - timedelta(minutes=minutes))
    assert run_jobs() == 1
    assert room.made == ["plan:2"]


def test_after_a_week_it_is_gone_with_its_bytes(room, django_capture_on_commit_callbacks):
    make(asked(at=NOW).pk, at=NOW)
    path = Path(PrivateFile.objects.get().content.path)
    with django_capture_on_commit_callbacks(execute=True):
        daily_job(NOW + timedelta(days=6, hours=23))
        assert path.exists()
        daily_job(NOW + timedelta(days=7, minutes=1))
    assert not path.exists()
    assert (PreparedFile.objects.count(), PrivateFile.objects.count()) == (0, 0)


def test_what_was_never_made_is_not_forgotten(room):
    asked(at=NOW - timedelta(days=30))
    assert forget_prepared(at=NOW) == 0


def test_erasing_the_subject_erases_what_was_made_of_it(room, django_capture_on_commit_callbacks):
    make(asked().pk)
    with django_capture_on_commit_callbacks(execute=True):
        prepared.forget("plan:12")
    assert not PrivateFile.objects.exists()
    assert not [p for p in Path(settings.PRIVATE_ROOT).rglob("*") if p.is_file()]


def shown(found) -> str:
    context = {"prepared": found, "ask_url": "/maak/", "label": "Maak het dossier", "here": "/hier/"}
    return render_to_string("documents/parts/prepared.html", context)


def test_a_page_shows_where_it_stands(room):
    assert "Maak het dossier" in shown(None)
    waiting = asked(at=NOW)
    assert "ongeveer een minuut" in shown(waiting)
    assert 'href="/hier/"' in shown(waiting)
    assert "<form" not in shown(waiting)
    make(waiting.pk, at=NOW)
    ready = latest("dossier", subject="plan:12")
    assert f"/bestanden/{ready.file.pk}/" in shown(ready)
    assert "Maak het opnieuw" in shown(ready)
    room.trouble = ValueError()
    failed = asked(at=NOW + timedelta(minutes=5))
    make(failed.pk)
    text = shown(latest("dossier", subject="plan:12"))
    assert "Wij konden uw document niet maken" in text
    assert "Probeer het nog eens" in text
