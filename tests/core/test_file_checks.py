"""Good files come in, each bad file is refused for its own reason, and a hostile one harms only its own process."""

import socket
import stat
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from portal.core import file_checks
from portal.core.file_checks import FileRefused, isolated, pdf
from portal.core.file_checks.refusals import SENTENCES
from tests.core import file_corpus as corpus
from tests.core.file_makers import pdf_stream_bomb
from tests.core.honest_files import HONEST
from tests.core.hostile_files import HOSTILE

if not settings.configured:
    settings.configure(USE_I18N=False)


def check(name: str, data: bytes, folder: Path) -> str:
    """Both checks, as a job after a request does."""
    kind = file_checks.light_check(name, BytesIO(data))
    path = folder / "upload"
    path.write_bytes(data)
    file_checks.deep_check(path, kind)
    return kind


def code_of(path: Path, kind: str, seconds: float = 10) -> str:
    with pytest.raises(FileRefused) as refused:
        file_checks.deep_check_isolated(path, kind, seconds=seconds)
    return refused.value.code


def stored(folder: Path, data: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("label", HONEST)
def test_good_file_comes_in(label: str, tmp_path: Path) -> None:
    name, factory = HONEST[label]
    assert check(name, factory(), tmp_path) == name.lower().rpartition(".")[2]


@pytest.mark.parametrize("label", [*corpus.BAD, *HOSTILE])
def test_bad_file_is_refused_for_its_reason(label: str, tmp_path: Path) -> None:
    name, factory, code = (corpus.BAD | HOSTILE)[label]
    with pytest.raises(FileRefused) as refused:
        check(name, factory(), tmp_path)
    assert refused.value.code == code


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_says_what_to_do(code: str) -> None:
    with translation.override("nl"):
        message = str(FileRefused(code).message)
    assert message.endswith(".") and message.count(". ") >= 1, "one sentence says what is wrong, one what to do"


def test_corpus_meets_every_reason() -> None:
    """Those of pictures are met in test_uploads_by_every_road."""
    elsewhere = {"too_slow", "lost", "no_picture", "picture_too_large"}
    assert {code for _name, _factory, code in corpus.BAD.values()} == SENTENCES.keys() - elsewhere


@pytest.mark.parametrize("label", ["pdf", "docx", "odt"])
def test_light_check_rewinds_also_after_refusal(label: str) -> None:
    name, factory = corpus.GOOD[label]
    for given in (name, "plan.exe", "plan.pdf", "plan.docx"):
        file = BytesIO(factory())
        file.read()
        with suppress(FileRefused):
            file_checks.light_check(given, file)
        assert file.tell() == 0


def test_size_limit_is_exact_and_reads_nothing(tmp_path: Path) -> None:
    exact = corpus.pdf().ljust(file_checks.MAX_BYTES, b"\n")
    assert file_checks.light_check("plan.pdf", BytesIO(exact)) == "pdf"
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with sparse.open("rb") as file, pytest.raises(FileRefused, match="too_large"):
        file_checks.light_check("plan.pdf", file)


@pytest.mark.parametrize("label", ["pdf", "docx", "odt"])
def test_cut_or_damaged_anywhere_gives_a_reason_or_nothing(label: str, tmp_path: Path) -> None:
    """No other exception than FileRefused comes out, wherever a byte is wrong or the file ends."""
    name, factory = corpus.GOOD[label]
    data = factory()
    for at in range(1, len(data), max(1, len(data) // 20)):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            with suppress(FileRefused):
                check(name, damaged, tmp_path)


def test_too_many_objects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_OBJECTS", 5)
    with pytest.raises(FileRefused, match="too_slow"):
        check("plan.pdf", corpus.pdf(), tmp_path)


@pytest.mark.parametrize("label", ["pdf", "docx", "odt"])
def test_isolated_lets_good_files_pass(label: str, tmp_path: Path) -> None:
    file_checks.deep_check_isolated(stored(tmp_path, corpus.GOOD[label][1]()), label)


def test_isolated_gives_the_reason(tmp_path: Path) -> None:
    assert code_of(stored(tmp_path, corpus.pdf_with(corpus.pdf_attached)), "pdf") == "embedded"
    assert code_of(stored(tmp_path, corpus.docx_part(corpus.billion_laughs())), "docx") == "dtd"
    assert code_of(stored(tmp_path, pdf_stream_bomb()), "pdf") == "zip_bomb"


def test_isolated_stops_in_time(tmp_path: Path) -> None:
    assert code_of(stored(tmp_path, corpus.pdf()), "pdf", seconds=0.01) == "too_slow"


@pytest.mark.parametrize(
    ("wish", "seconds", "code"),
    [("time", 1, "too_slow"), ("memory", 10, "zip_bomb"), ("program", 10, "broken"), ("crash", 10, "broken")],
)
def test_a_parser_gone_mad_harms_only_its_own_process(
    wish: str, seconds: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "MODULE", "tests.core.greedy_parser")
    made = tmp_path / "made"
    assert code_of(stored(tmp_path, f"{wish} {made}".encode()), "pdf", seconds=seconds) == code
    assert not made.exists()


def test_a_parser_gone_mad_reaches_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "MODULE", "tests.core.greedy_parser")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        port = server.getsockname()[1]
        assert code_of(stored(tmp_path, f"network {port}".encode()), "pdf") == "broken"
        with pytest.raises(BlockingIOError):
            server.accept()


def test_memory_within_the_limit_is_there() -> None:
    limited = "from portal.core.file_checks.isolated import limit; limit(10, 300); bytes({} << 20)"
    for megabytes, exit_code in ((100, 0), (400, 1)):
        command = [sys.executable, "-c", limited.format(megabytes)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == exit_code


def test_crash_is_the_files_fault_and_a_missing_file_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotFoundError):
        file_checks.deep_check_isolated(tmp_path / "nothing", "pdf")
    path = stored(tmp_path, corpus.pdf())
    program = tmp_path / "python"
    monkeypatch.setattr(sys, "executable", str(program))
    for script, expected in (("kill -SEGV $$", FileRefused), ("exit 1", RuntimeError)):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(stat.S_IRWXU)
        with pytest.raises(expected):
            file_checks.deep_check_isolated(path, "pdf")


def test_process_gets_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "python"
    program.write_text('#!/bin/sh\n[ -z "$SECRET_KEY" ] && echo \'{"code": null}\'\n')
    program.chmod(stat.S_IRWXU)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setenv("SECRET_KEY", "geheim")
    file_checks.deep_check_isolated(stored(tmp_path, corpus.pdf()), "pdf")
