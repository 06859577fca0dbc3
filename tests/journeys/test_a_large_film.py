"""A film of 200 MB is watched and searched through: the browser asks for parts, and jumps over the rest."""

import struct
from io import BytesIO
from pathlib import Path

import av
import pytest

from knowledge import models
from portal.home.demo_network.films import FRAMES, vtt_of
from portal.home.demo_network.pictures import still
from tests.pages import document, library, page

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS, SIZE = 12, 200_000_000
#: Goes to a moment and says where the film then is, how long it is and whether a picture is there.
GO_TO = """moment => new Promise((done, fail) => {
  const film = document.querySelector('video');
  const tell = () => done([film.currentTime, film.duration, film.videoWidth]);
  film.addEventListener('error', () => fail(film.error), {once: true});
  film.addEventListener('seeked', tell, {once: true});
  const go = () => { film.currentTime = moment; };
  if (film.readyState) { go(); return; }
  film.addEventListener('loadedmetadata', go, {once: true});
  film.preload = 'metadata';
  film.load();
})"""


def large_film() -> bytes:
    """An mp4 whose table of contents stands at its end."""
    buffer = BytesIO()
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libvpx-vp9", rate=FRAMES, options={"deadline": "realtime", "cpu-used": "8"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(SECONDS * FRAMES):
            picture = still("Rust", "arch", number / (SECONDS * FRAMES)).resize((320, 180))
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode())
    return buffer.getvalue()


def stretched(path: Path) -> None:
    """Put a box of 200 MB that players skip before the table of contents: a hole, which takes no room on the disk."""
    content = path.read_bytes()
    end = content.rindex(b"moov") - 4
    with path.open("r+b") as file:
        file.seek(end)
        file.write(struct.pack(">I4s", SIZE, b"free"))
        file.seek(end + SIZE)
        file.write(content[end:])


def test_a_film_of_200_mb_opens_and_is_searched_through_by_its_parts(somebody, portal):
    shelf = library(models.HomePage.objects.get())
    film = document("Film", "film.mp4", large_film())
    stretched(Path(film.file.path))
    captions = document("Ondertiteling", "film.vtt", vtt_of([(0, 1, "Rust.")]))
    made = page(shelf, "Een lange film", models.FilmPage, film=film, captions=captions, elsewhere="")
    visitor = somebody()
    answers = []
    visitor.page.on("response", lambda answer: answers.append(answer) if film.url in answer.url else None)
    visitor.goes_to(made.get_url())
    assert answers == []  # nothing before somebody wishes it
    for moment in (9, 2, 11):
        where, length, width = visitor.page.evaluate(GO_TO, moment)
        assert (round(where), round(length), width) == (moment, SECONDS, 320)
    assert {answer.status for answer in answers} == {206}
    firsts = [int(answer.headers["content-range"].split()[1].partition("-")[0]) for answer in answers]
    assert max(firsts) > SIZE // 2  # it jumped over the hole
