"""Where the till keeps what it knows."""

import fcntl
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

State = dict[str, Any]
KINDS = ("sessions", "intents", "charges", "refunds", "disputes", "events", "keys")


def empty() -> State:
    return {kind: {} for kind in KINDS} | {"last": 0}


class InMemory:
    """For tests: one process, many threads."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.state = empty()

    @contextmanager
    def opened(self) -> Iterator[State]:
        with self.lock:
            yield self.state


class InFile:
    """For the demo: one at a time, also between processes; written whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.inside = threading.local()  # what is open already in this thread: a deed may be part of another

    @contextmanager
    def opened(self) -> Iterator[State]:
        if state := getattr(self.inside, "state", None):
            yield state
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = self.path.read_text() if self.path.exists() else ""
            self.inside.state = json.loads(before) if before else empty()
            try:
                yield self.inside.state
                self._keep(self.inside.state)
            finally:
                self.inside.state = None

    def _keep(self, state: State) -> None:
        unfinished = self.path.with_suffix(".new")
        unfinished.write_text(json.dumps(state))
        unfinished.rename(self.path)
