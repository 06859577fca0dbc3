"""What is closed stays closed: every role and audience over files, pictures, sizes and Wagtail's own screens.

Also at once after a collection was closed, opened or moved, through two web servers.
"""

import contextlib
import http.client
import os
import re
import threading
import urllib.parse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from knowledge.access import CLOSED, restrict_collection
from portal.core.models import PortalDocument, PortalImage
from portal.core.search import LEVEL_2, MEMBERS, PUBLIC
from tests.factories import PortalImageFactory, UserFactory
from tests.people import client_of
from tests.proof.road.world import World
from tests.proof.roles import ALL, EDITORS, STAFF
from tests.proof.roles import MEMBERS as ALL_MEMBERS
from tests.proof.scratch.processes import (
    PATIENCE,
    WEB,
    ScratchPortal,
    answers,
    children_of,
    free_port,
    scratch_portal,
    wait_for,
)

READERS = {
    PUBLIC: ALL,
    MEMBERS: ALL_MEMBERS | STAFF,
    LEVEL_2: {"level 2"} | STAFF,
    CLOSED: STAFF,
}
#: Wagtail's screens that list or show pictures, documents and pages; below, those of one picture or document.
LISTS = (
    "wagtaildocs:index",
    "wagtaildocs:index_results",
    "wagtaildocs_chooser:choose",
    "wagtaildocs_chooser:choose_results",
    "wagtailimages:index",
    "wagtailimages:index_results",
    "wagtailimages_chooser:choose",
    "wagtailimages_chooser:choose_results",
    "wagtailadmin_choose_page",
    "wagtailadmin_explore_root",
    "wagtailadmin_pages:search",
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:documents:listing",
)
OF_DOCUMENT = ("wagtaildocs:edit", "wagtaildocs:document_usage", "wagtaildocs_chooser:chosen")
OF_IMAGE = ("wagtailimages:edit", "wagtailimages:image_usage", "wagtailimages_chooser:chosen")


@dataclass
class Shelf:
    """A collection with a picture and a document, each with a word in it that stands nowhere else."""

    audience: str
    collection: Collection
    image: PortalImage
    document: PortalDocument
    rendition_url: str

    @property
    def word(self) -> str:
        return self.document.title


def shelf(audience: str, number: int, parent: Collection | None = None) -> Shelf:
    collection = (parent or Collection.get_first_root_node()).add_child(name=f"Plank {number}")
    word = f"zilverreiger{number}"
    image = PortalImageFactory(title=word, collection=collection)
    document = PortalDocument.objects.create(
        title=word, collection=collection, file=ContentFile(f"%PDF-1.7 {word}".encode(), name=f"{word}.pdf")
    )
    if parent is None:
        restrict_collection(collection, audience)
    return Shelf(audience, collection, image, document, image.get_rendition("width-20").url)


def files_of(shelf: Shelf) -> Iterator[tuple[str, dict]]:
    yield shelf.document.url, {}
    yield shelf.document.url, {"range": "bytes=0-3"}
    yield shelf.rendition_url, {}


def addresses_on_disk(shelf: Shelf) -> list[str]:
    """What somebody would try who knows how the files are called."""
    rendition = shelf.image.renditions.first()
    names = (shelf.document.file.name, shelf.image.file.name, rendition.file.name)
    roots = ("/media/", "/documenten/", "/bewaard/", "/prive/", "/static/", "/beeld/")
    return [f"{root}{part}" for root in roots for name in names for part in (name, f"{PurePath(name).name}x")]


def everybody(world: World) -> dict[str, Client]:
    """But who stands before their second step: the first thing they ask logs them out, and a visitor is left."""
    return {role: browser for role, browser in world.browsers.items() if role != "half a decider"}


def wrong_cells(shelves: list[Shelf], browsers: dict[str, Client], many: int) -> tuple[int, list[str]]:
    """So many files of every shelf as every role: given to whom it is for, and to nobody else."""
    tried, wrong = 0, []
    for n, shelf in enumerate(shelves):
        for m, (role, browser) in enumerate(browsers.items()):
            files = list(files_of(shelf)) * 2
            for url, headers in files[(n + m) % 3 :][:many]:
                response = browser.get(url, headers=headers)
                given = response.status_code in (200, 206)
                tried += 1
                if given != (role in READERS[shelf.audience]):
                    wrong.append(f"{url} of {shelf.audience} as {role}: {response.status_code}")
                if shelf.audience != PUBLIC and "no-store" not in response.headers.get("Cache-Control", "no-store"):
                    wrong.append(f"{url} of {shelf.audience} may be kept: {response.headers['Cache-Control']}")
    return tried, wrong


def look_at_screens(world: World, shelves: list[Shelf], figure, *, part: int) -> None:
    """Wagtail's screens show files to who edits them alone. Each role tries one of so many parts of the addresses."""
    addresses = [reverse(name) + query for name in LISTS for query in ("", "?q=zilverreiger", "?p=1")]
    for found in shelves:
        addresses += [reverse(name, args=[found.document.pk]) for name in OF_DOCUMENT]
        addresses += [reverse(name, args=[found.image.pk]) for name in OF_IMAGE]
        addresses.append(reverse("wagtailimages:preview", args=[found.image.pk, "width-20"]))
    tried, wrong, shown = 0, [], set()
    for number, (role, browser) in enumerate(world.browsers.items()):
        for url in addresses[number % part :: part]:
            response = browser.get(url)
            body = b"".join(response.streaming_content) if response.streaming else response.content
            tried += 1
            seen = b"zilverreiger" in body.replace(b"?q=zilverreiger", b"")
            is_picture = response.headers.get("Content-Type", "").startswith("image/")
            if (seen or is_picture) and role not in EDITORS:
                wrong.append(f"{url} as {role}: {response.status_code}")
            if seen and role in EDITORS:
                shown.add(role)
    figure(f"closed files on Wagtail's screens: {len(addresses)} addresses, {tried} tries, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)
    assert shown == EDITORS, "who edits sees them, so the words are really there"


@pytest.mark.django_db
def test_files_are_for_whom_their_collection_is(figure, size, django_capture_on_commit_callbacks):
    """By the front door as every role, by every name on the disk, and again when collections were changed."""
    world = World()
    browsers, many = everybody(world), size(1, 3)
    shelves = [shelf(audience, number) for number, audience in enumerate((PUBLIC, MEMBERS, LEVEL_2, CLOSED))]
    shelves.append(shelf(LEVEL_2, 4, parent=shelves[2].collection))  # closed by what it stands in
    look_at_screens(world, shelves, figure, part=size(3, 1))
    tried, wrong = wrong_cells(shelves, browsers, many)
    for url in [url for found in shelves for url in addresses_on_disk(found)]:
        tried += 1
        if Client().get(url).status_code != 404:
            wrong.append(f"{url} answers")
    figure(f"closed files: {len(browsers)} roles, {len(shelves)} collections, {tried} tries, {len(wrong)} wrong")

    with django_capture_on_commit_callbacks(execute=True):
        for found, audience in zip(shelves[:4], (CLOSED, LEVEL_2, MEMBERS, PUBLIC), strict=True):
            restrict_collection(found.collection, audience)
            found.audience = audience
        shelves[4].audience = MEMBERS
    again, wrong_again = wrong_cells(shelves, browsers, many)
    figure(f"closed files after changing who they are for: {again} tries, {len(wrong_again)} wrong")

    moved, wrong_moved = 0, []
    for move in (move_picture, move_many, move_collection):
        with django_capture_on_commit_callbacks(execute=True):
            move(browsers["superuser"], shelves[3], shelves[0].collection)
        shelves[3].audience = CLOSED
        more, found = wrong_cells([shelves[3]], browsers, many)
        moved, wrong_moved = moved + more, wrong_moved + [f"{move.__name__}: {fault}" for fault in found]
        shelves[3] = shelf(PUBLIC, 10 + moved)
    figure(f"closed files after moving them: {moved} tries, {len(wrong_moved)} wrong")
    assert not [*wrong, *wrong_again, *wrong_moved]


def move_picture(browser: Client, shelf: Shelf, to: Collection) -> None:
    """One by one, in Wagtail's form."""
    for name, thing in (("wagtaildocs:edit", shelf.document), ("wagtailimages:edit", shelf.image)):
        data = {"title": thing.title, "collection": to.pk, "tags": "", "description": "", "credit": ""}
        assert browser.post(reverse(name, args=[thing.pk]), data).status_code == 302


def move_many(browser: Client, shelf: Shelf, to: Collection) -> None:
    """Ticked in a list: Wagtail then changes the rows without telling anybody."""
    for kind, thing in (("portaldocument", shelf.document), ("portalimage", shelf.image)):
        url = reverse("wagtail_bulk_action", args=["core", kind, "add_to_collection"])
        assert browser.post(f"{url}?id={thing.pk}&next=/beheer/", {"collection": to.pk}).status_code == 302


def move_collection(browser: Client, shelf: Shelf, to: Collection) -> None:
    url = reverse("wagtailadmin_collections:edit", args=[shelf.collection.pk])
    assert browser.post(url, {"name": shelf.collection.name, "parent": to.pk}).status_code == 302
    assert Collection.objects.get(pk=shelf.collection.pk).is_descendant_of(Collection.objects.get(pk=to.pk))


# --- Two web servers --------------------------------------------------------------------------------------------


ACCEL = "/bewaard/"


def ask(port: int, path: str, data: dict | None = None, cookie: str = "", part: str = "") -> tuple[int, dict, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"Host": "localhost", "Cookie": cookie, "X-CSRFToken": "a" * 32, "X-Forwarded-For": "192.0.2.7"}
    if part:
        headers["Range"] = part
    if data is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    body = urllib.parse.urlencode(data, doseq=True) if data is not None else None
    connection.request("POST" if data is not None else "GET", path, body, headers)
    with contextlib.closing(connection):
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read()


class Looking(threading.Thread):
    """A visitor without an account who asks a picture and a document of one server, over and over."""

    def __init__(self, port: int, urls: list[str]) -> None:
        super().__init__(daemon=True)
        self.port, self.urls, self.leaving = port, urls, threading.Event()
        self.is_closed = threading.Event()
        self.tried, self.leaked = 0, []

    def run(self) -> None:
        while not self.leaving.is_set():
            for url in self.urls:
                should_be_closed = self.is_closed.is_set()  # before asking: what began later must be refused
                status, _, _ = ask(self.port, url)
                self.tried += 1
                if should_be_closed and self.is_closed.is_set() and status == 200:
                    self.leaked.append(url)


def all_tried(lookers: list[Looking], wanted: list[int]) -> bool:
    return all(looker.tried > many for looker, many in zip(lookers, wanted, strict=True))


@pytest.mark.django_db(transaction=True)
def test_a_collection_is_closed_for_every_web_server_at_once(flushed_site, settings, figure, size):
    """Two servers with one cache of pages, the web server in front sending the bytes, so that answers are kept.

    An editor's form closes and opens a collection at the one while visitors keep asking the other.
    """
    with scratch_portal() as portal:
        settings.DOCUMENTS_ROOT = portal.home / "documents"
        Collection.objects.all().delete()
        Collection.add_root(name="Root")
        found = shelf(PUBLIC, 1)
        boss = client_of(UserFactory(is_superuser=True, is_staff=True), second_step=True)
        cookie = f"sessionid={boss.cookies['sessionid'].value}; csrftoken={'a' * 32}"
        film = PortalDocument.objects.create(title="Film", file=ContentFile(b"x", name="film.mp4"))
        os.truncate(film.file.path, size(60, 200) << 20)
        portal.copy_database()
        one, other = start(portal, "one", ACCEL), start(portal, "other", ACCEL)
        lookers = [Looking(port, [found.document.url, found.rendition_url]) for port in (one, other, other)]
        for looker in lookers:
            looker.start()
        privacy = f"/beheer/collections/{found.collection.pk}/privacy/"
        kept = 0
        for _ in range(size(4, 100)):
            wait_for(lambda: ask(other, found.rendition_url)[0] == 200, "an open picture")
            kept += ask(other, found.rendition_url)[1].get("X-Page-Cache") == "hit"
            assert ask(one, privacy, {"restriction_type": "login"}, cookie)[0] == 200
            for looker in lookers:
                looker.is_closed.set()
            more = [looker.tried + 3 for looker in lookers]
            wait_for(partial(all_tried, lookers, more), "visitors who look again")
            for looker in lookers:
                looker.is_closed.clear()
            assert ask(one, privacy, {"restriction_type": "none"}, cookie)[0] == 200
        for looker in lookers:
            looker.leaving.set()
            looker.join(PATIENCE)
        figure(film_without_memory(portal, film))
    tried, leaked = sum(looker.tried for looker in lookers), [url for looker in lookers for url in looker.leaked]
    figure(
        f"closing a collection through two web servers: {tried} requests meanwhile, {len(leaked)} leaked, {kept} kept"
    )
    assert not leaked
    assert kept, "nothing was kept, so the cache was not tried"


def start(portal: ScratchPortal, name: str, accel: str = "") -> int:
    port = free_port()
    command = [*WEB.replace("--workers 2", "--workers 1").split(), "--bind", f"127.0.0.1:{port}"]
    portal.start(name, *command, DOCUMENTS_ACCEL_PREFIX=accel)
    wait_for(partial(answers, port), "a web server")
    return port


def film_without_memory(portal: ScratchPortal, film: PortalDocument) -> str:
    """Four people see a film at once, two of them from the middle: in pieces, so the server does not grow with it."""
    port = start(portal, "films")
    for url in (film.url, "/livez"):
        ask(port, url, part="bytes=0-9")
    (worker,) = children_of(portal.processes["films"].pid)
    before, length = megabytes_of(worker), film.file.size
    with ThreadPoolExecutor(4) as people:
        seen = list(people.map(partial(see, port, film.url), (0, 0, length // 2, length // 2)))
    grown = megabytes_of(worker) - before
    assert seen == [length, length, length - length // 2, length - length // 2]
    assert grown <= 20, f"the server grew by {grown:.0f} MB"
    return f"a film of {length >> 20} MB seen by 4 people at once: at most {grown:.0f} MB more memory"


def see(port: int, url: str, first: int) -> int:
    """How many bytes came, thrown away as they come."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", url, headers={"Host": "localhost", "Range": f"bytes={first}-"} if first else {})
    with contextlib.closing(connection), contextlib.closing(connection.getresponse()) as response:
        assert response.status == (206 if first else 200)
        return sum(len(piece) for piece in iter(partial(response.read, 1 << 20), b""))


def megabytes_of(process: int) -> float:
    """The most memory that a process ever had."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024
