"""A mail server that keeps what it gets as files, and dies or fails at given messages.

python -m tests.proof.scratch.smtp_server PORT FOLDER [EVERY FAULT ...]: each so many messages the next fault.
"""

import os
import signal
import sys
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

#: Where it dies: while a message comes in, before it is kept, after it is kept but before the answer.
DEATHS = ("in DATA", "before keeping", "before the answer")
#: How it fails and lives on, for one message: temporarily, for good, never answering, hanging up.
REFUSALS = ("421", "451", "554")
FAULTS = (*REFUSALS, "hang", "drop")
HANG = 2  # seconds; longer than the portal of the proof waits


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Keeper:
    """Keeps a message before it says so, as a mail server must."""

    def __init__(self, folder: Path, every: int, faults: list[str]) -> None:
        self.folder, self.every, self.faults = folder, every, faults
        self.coming = 1  # the number of the message that comes in next

    def fault(self) -> str:
        """What goes wrong with the message that comes in now."""
        which, rest = divmod(self.coming, self.every)
        return self.faults[which - 1] if not rest and which <= len(self.faults) else ""

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  aiosmtpd calls it so
        fault = self.fault()
        self.coming += 1
        if fault == "before keeping":
            die()
        if fault in REFUSALS:
            return f"{fault} Not now"
        if fault == "hang":
            time.sleep(HANG)  # and everybody else waits as well
            return "451 Too late"
        if fault == "drop":
            server.transport.abort()
            return "250 Never heard"
        keep(self.folder, envelope.content)
        if fault == "before the answer":
            die()
        return "250 Kept"


class Server(SMTP):
    """Dies with half a message when its keeper says so."""

    _in_data = False

    async def push(self, status) -> None:
        await super().push(status)
        self._in_data = str(status).startswith("354")

    def data_received(self, data: bytes) -> None:
        if self._in_data and self.event_handler.fault() == "in DATA":
            die()
        super().data_received(data)


def keep(folder: Path, content: bytes) -> None:
    name = f"{time.time_ns():020d}"
    (folder / f".{name}").write_bytes(content)
    (folder / f".{name}").rename(folder / f"{name}.eml")


class Controlled(Controller):
    def factory(self) -> Server:
        return Server(self.handler, enable_SMTPUTF8=True)


def main(port: str, folder: str, every: str = "1", *faults: str) -> None:
    keeper = Keeper(Path(folder), int(every), list(faults))
    Controlled(keeper, hostname="127.0.0.1", port=int(port)).start()
    signal.pause()


if __name__ == "__main__":
    main(*sys.argv[1:])
