"""A document of a closed collection says for whom it is; a picture of one does not exist."""

import pytest
from django.core.checks import run_checks
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from knowledge.access import CLOSED, audience_left, restrict_collection
from tests.factories import PortalDocumentFactory, PortalImageFactory, member, site, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection():
    site()
    return Collection.get_first_root_node().add_child(name="Training")


@pytest.fixture
def document(collection):
    return PortalDocumentFactory(collection=collection.add_child(name="Films"))


SAID = {"members": "Dit is voor leden", "level_2": "Dit is voor leden van niveau 2", CLOSED: "Alleen medewerkers"}


@pytest.mark.parametrize("audience", SAID)
def test_who_may_not_have_a_document_reads_for_whom_it_is(collection, document, audience):
    restrict_collection(collection, audience)
    visitor = Client().get(document.url)
    assert (visitor.status_code, visitor.url) == (302, f"/inloggen/?next={document.url}")
    stranger = client_of(member(1).user if audience != "members" else staff("editor"))
    response = stranger.get(document.url)
    if audience == "members":
        assert response.status_code == 200
        return
    assert response.status_code == 403
    assert SAID[audience] in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-store"


def test_a_picture_that_is_not_for_you_does_not_exist(collection):
    url = PortalImageFactory(collection=collection).get_rendition("width-20").url
    restrict_collection(collection, "level_2")
    assert Client().get(url).status_code == 404
    assert client_of(member(1).user).get(url).status_code == 404
    reader = client_of(member(2).user).get(url)
    assert (reader.status_code, reader.headers["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_kind_of_privacy_that_is_not_ours_opens_for_nobody(collection, document, kind):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, password="x")
    assert Client().get(document.url).status_code == 302
    picture = PortalImageFactory(collection=collection).get_rendition("width-20").url
    reader = client_of(member(2).user)
    assert (reader.get(document.url).status_code, reader.get(picture).status_code) == (403, 404)
    assert audience_left(collection.get_view_restrictions()) == CLOSED


def test_doing_it_twice_leaves_one_restriction_and_public_leaves_none(collection):
    for audience, many in (("members", 1), ("level_2", 1), ("level_2", 1), ("public", 0)):
        restrict_collection(collection, audience)
        assert collection.view_restrictions.count() == many


def test_a_collection_that_forgets_the_staff_is_an_error(collection):
    restrict_collection(collection, "level_2")
    assert "knowledge.E001" not in [e.id for e in run_checks(databases=["default"])]
    restriction = collection.view_restrictions.get()
    restriction.groups.remove(restriction.groups.get(name="Medewerkers: redacteur"))
    assert "knowledge.E001" in [e.id for e in run_checks(databases=["default"])]
