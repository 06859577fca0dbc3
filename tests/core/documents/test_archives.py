import hashlib
import io
import json
import tempfile
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import documents
from portal.core.documents.archives import CONTENTS, LONGEST, safe_path

AT = datetime(2027, 7, 1, 10, 0, tzinfo=UTC)


def made(*entries) -> zipfile.ZipFile:
    return zipfile.ZipFile(documents.archive(iter(entries), at=AT))


def test_the_list_tells_of_every_file():
    found = made(("Versie 1/plan.pdf", b"%PDF"), ("lijst.xlsx", io.BytesIO(b"x" * 700_000)))
    listed = json.loads(found.read(CONTENTS))
    assert listed["gemaakt"] == "2027-07-01T12:00:00+02:00"
    assert found.namelist() == ["Versie 1/plan.pdf", "lijst.xlsx", CONTENTS]
    for line in listed["bestanden"]:
        content = found.read(line["pad"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (line["bytes"], line["sha256"])
    assert [line["pad"] for line in listed["bestanden"]] == found.namelist()[:-1]
    assert found.testzip() is None
    assert found.getinfo("lijst.xlsx").date_time == (2027, 7, 1, 12, 0, 0)


def test_the_same_entries_are_the_same_file():
    entries = [("a.txt", b"a"), ("b/c.txt", b"c")]
    assert documents.archive(entries, at=AT).read() == documents.archive(entries, at=AT).read()


def test_names_lead_nowhere_and_are_never_the_same():
    names = ["../../etc/passwd", "C:\\plan.pdf", "plan.pdf", "PLAN.pdf", "a:b?.pdf", "con.pdf", "inhoud.json", "x. "]
    assert made(*((name, b"") for name in names)).namelist() == [
        "etc/passwd",
        "C/plan.pdf",
        "plan.pdf",
        "PLAN (2).pdf",
        "ab.pdf",
        "_con.pdf",
        "inhoud (2).json",
        "x",
        CONTENTS,
    ]


@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_name_becomes_one_that_every_computer_can_write(paths):
    taken: set[str] = set()
    found = [safe_path(path, taken) for path in paths]
    assert len({name.casefold() for name in found}) == len(paths)
    for name in found:
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set('<>:"|?*\\\0') and not name.startswith("/")
        assert all(part == part.strip(" ").rstrip(".") and part not in ("", ".", "..") for part in name.split("/"))


def test_a_large_dossier_is_made_in_little_memory():
    class Large:
        left = 60_000_000

        def read(self, size):
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    tracemalloc.start()
    try:
        with documents.archive((("groot.bin", Large()) for _ in range(2)), at=AT) as file:
            assert file.seek(0, 2) > 0
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_what_fails_half_way_leaves_nothing_open(monkeypatch):
    opened = []
    real = tempfile.TemporaryFile
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: opened.append(real()) or opened[-1])

    def entries():
        yield "a.txt", b"a"
        raise ValueError("the room stumbled")

    with pytest.raises(ValueError, match="stumbled"):
        documents.archive(entries(), at=AT)
    assert opened[0].closed
