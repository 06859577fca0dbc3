"""A film of 200 MB: whole or in parts, it passes through the portal in small pieces and is never in its memory."""

import os
import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from tests.factories import PortalDocumentFactory

pytestmark = pytest.mark.django_db

SIZE = 200_000_000
LITTLE = 2_000_000  # bytes that one request may take more than it gives back
PARTS = {
    "": SIZE,
    "bytes=0-": SIZE,
    "bytes=100000000-": SIZE // 2,
    "bytes=50000000-149999999": SIZE // 2,
    "bytes=-1000": 1000,
    "bytes=199999999-": 1,
}


@pytest.fixture
def film():
    """A hole on the disk: it takes no room."""
    made = PortalDocumentFactory(file=ContentFile(b"\0\0\0\x18ftypmp42", name="film.mp4"))
    os.truncate(made.file.path, SIZE)
    return made


@pytest.mark.parametrize("asked", PARTS)
def test_what_is_asked_is_given_and_little_of_it_is_held(film, asked, figure):
    client = Client()
    client.get(film.url, headers={"range": "bytes=0-0"})  # what is loaded once is no memory of this request
    tracemalloc.start()
    try:
        response = client.get(film.url, headers={"range": asked} if asked else {})
        given = sum(len(piece) for piece in response.streaming_content)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert given == PARTS[asked] == int(response.headers["Content-Length"])
    assert response.status_code == (206 if asked else 200)
    assert peak < LITTLE
    figure(f"film of 200 MB, {asked or 'whole'}: at most {peak // 1000} kB of memory while it is given")
