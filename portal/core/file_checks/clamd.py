"""Asking a ClamAV daemon about one file, over the socket it listens on (clamd(8), command INSTREAM)."""

import socket
import struct
import time
from pathlib import Path

from .refusals import FileRefused

SECONDS_TO_CONNECT = 5
SECONDS_TO_SCAN = 60  # for the whole conversation, however slowly the daemon reads
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerDown(RuntimeError):
    """The daemon is away, silent, or says something else than yes or no: the file is not clean, it waits."""


def scan(path: Path, address: str) -> None:
    """Send the file to the daemon at `address`: the path of a unix socket, or "host:port".

    Raises FileRefused("virus") when it finds one, ScannerDown for everything else than a clear OK. The file itself is
    sent, so the daemon needs no right to read it. Its StreamMaxLength must be at least MAX_BYTES.
    """
    deadline = time.monotonic() + SECONDS_TO_SCAN
    with path.open("rb") as file:
        try:
            with _connected(address) as connection:
                answer = _conversation(connection, file, deadline)
        except (OSError, ValueError) as error:
            raise ScannerDown(f"the virus scanner at {address} does not answer: {error}") from error
    if answer.endswith(" FOUND"):
        raise FileRefused("virus")
    if answer != "stream: OK":
        raise ScannerDown(f"the virus scanner at {address} says {answer[:200]!r}")


def _connected(address: str) -> socket.socket:
    """ValueError for an address that is neither a path nor host:port."""
    if not address.startswith("/"):
        host, _colon, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS_TO_CONNECT)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(SECONDS_TO_CONNECT)
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


def _conversation(connection: socket.socket, file, deadline: float) -> str:
    """The command, the file in pieces that each begin with their length, and one line back.

    A daemon that has seen enough answers and hangs up halfway; what it said then is its answer.
    """
    try:
        connection.settimeout(_left(deadline))
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            connection.settimeout(_left(deadline))
            connection.sendall(struct.pack(">L", len(chunk)) + chunk)
        connection.sendall(struct.pack(">L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        connection.settimeout(_left(deadline))
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    if not answer.endswith(b"\0"):  # half an answer is none: "stream: OK" may be the beginning of something else
        raise ConnectionError("it hung up before it had answered")
    return answer[:-1].decode(errors="replace")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("it took too long")
    return left
