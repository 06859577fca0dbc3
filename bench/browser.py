"""A client on a kept-alive socket. Its own work is tens of microseconds, so it does not hide what it measures."""

import socket
import time
from dataclasses import dataclass


class NotAnswered(Exception):
    """Anything but the status we count on is a failure, never a figure."""


@dataclass(frozen=True)
class Answer:
    status: int
    head: str
    body: bytes
    seconds: float  # from the first byte sent to the last one received

    def header(self, name: str) -> str:
        for line in self.head.split("\r\n")[1:]:
            key, _colon, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return ""

    @property
    def queries(self) -> int:
        return int(self.header("X-Queries"))


class Browser:
    """One visitor on one connection. `cookie` is sent as it is."""

    def __init__(self, port: int, cookie: str = "") -> None:
        self.port, self.cookie = port, cookie
        self.connect()

    def connect(self) -> None:
        """Also again: a server lets go of who is silent for some seconds."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def close(self) -> None:
        self.socket.close()

    def get(self, path: str, *, expect: int = 200, headers: str = "") -> Answer:
        head = f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {self.cookie}\r\n{headers}\r\n"
        return self._ask(head.encode(), path, expect)

    def post(self, path: str, body: bytes, content_type: str, *, expect: int = 302) -> Answer:
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return self._ask(head.encode() + body, path, expect)

    def _ask(self, request: bytes, path: str, expect: int) -> Answer:
        start = time.perf_counter()
        self.socket.sendall(request)
        received = self.socket.recv(65536)
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end].decode("latin-1")
        length = end + 4 + _length(head)
        while len(received) < length:
            received += self._more()
        seconds = time.perf_counter() - start
        status = int(head[9:12])
        if status != expect:
            raise NotAnswered(f"{path} answered {status} instead of {expect}")
        return Answer(status, head, received[end + 4 :], seconds)

    def _more(self) -> bytes:
        part = self.socket.recv(262144)
        if not part:
            raise NotAnswered("the server closed the connection in the middle of an answer")
        return part


def _length(head: str) -> int:
    at = head.lower().find("\r\ncontent-length:")
    if at < 0:
        raise NotAnswered("an answer without Content-Length")
    return int(head[at + 17 :].split("\r\n", 1)[0])
