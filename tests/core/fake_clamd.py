"""A daemon that speaks clamd's INSTREAM on a real socket, and can be told to misbehave."""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

from portal.core.file_checks.viruses import EICAR

#: What it says when told to say it; "honest" looks for the test string as a real daemon would.
ANSWERS = {
    "ok": b"stream: OK\0",
    "found": b"stream: Win.Test.EICAR_HDB-1 FOUND\0",
    "too large": b"INSTREAM size limit exceeded. ERROR\0",
    "error": b"stream: Can't allocate memory ERROR\0",
    "unknown command": b"UNKNOWN COMMAND\0",
    "garbage": b"\xff\xfe\x00\x01 OK\0",
    "half an answer": b"stream: OK",
    "another word": b"stream: OK-ish\0",
    "nothing": b"",
}


class FakeClamd:
    """`manner` is a key of ANSWERS, "honest", "hang" (reads all, says nothing) or "hang up" (closes at once)."""

    def __init__(self, listener: socket.socket, address: str) -> None:
        self.address = address
        self.manner = "honest"
        self.seen: list[bytes] = []
        self._listener = listener
        self._stopped = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _peer = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            if self.manner == "hang up":
                return
            if self.manner == "too large":  # as clamd does it: answers halfway and closes
                connection.recv(64)
                connection.sendall(ANSWERS["too large"])
                return
            received = read_stream(connection)
            self.seen.append(received)
            if self.manner == "hang":
                self._stopped.wait(30)
                return
            honest = "found" if EICAR in received else "ok"
            connection.sendall(ANSWERS[honest if self.manner == "honest" else self.manner])


def read_stream(connection: socket.socket) -> bytes:
    """One INSTREAM conversation up to its end; anything else than the protocol is an error of ours."""
    file = connection.makefile("rb")
    assert file.read(10) == b"zINSTREAM\0"
    received = b""
    while size := struct.unpack(">L", file.read(4))[0]:
        piece = file.read(size)
        assert len(piece) == size
        received += piece
    return received


@contextlib.contextmanager
def fake_clamd(folder: Path, *, over: str = "unix") -> Iterator[FakeClamd]:
    if over == "unix":
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        address = str(folder / "clamd.sock")
        listener.bind(address)
    else:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    listener.listen()
    daemon = FakeClamd(listener, address)
    try:
        yield daemon
    finally:
        daemon.stop()
