"""People who keep writing through a scratch portal's web server, and note what it acknowledged."""

import hashlib
import http.client
import itertools
import json
import re
import threading
import time
import urllib.parse
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.proof.scratch.processes import ScratchPortal, wait_for

CSRF = "a" * 32
PAUSE = 0.1  # seconds between two writes of one visitor: always some under way, and room for what starts anew
INVITATIONS = 25  # an organisation may send 30 an hour
EMPTY = "0." + hashlib.sha256(b"").hexdigest()[:16]  # the stamp of a question without an answer


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes


@dataclass(frozen=True)
class Acknowledged:
    what: str
    key: object
    begun: float  # on the monotonic clock


@dataclass
class Writer:
    """What one visitor may write about: an organisation's open plan, plans to submit, an address to ask codes for."""

    session: str
    plan: int
    address: str
    finished: list[tuple[str, int]] = field(default_factory=list)  # session of the admin, plan


class Visitor(threading.Thread):
    def __init__(self, portal: ScratchPortal, writer: Writer, kinds: Iterable[str]) -> None:
        super().__init__(daemon=True)
        self.portal, self.writer, self.kinds = portal, writer, list(kinds)
        self.acknowledged: list[Acknowledged] = []
        self.leaving = threading.Event()
        self.stamp, self.form, self.invited = "", str(uuid.uuid4()), 0

    def run(self) -> None:
        for kind in itertools.cycle(self.kinds):
            if self.leaving.is_set():
                return
            what = self.or_apply(kind)
            begun = time.monotonic()
            key = getattr(self, what)()
            if key is not None:
                self.acknowledged.append(Acknowledged(what, key, begun))
            self.leaving.wait(PAUSE)

    def or_apply(self, kind: str) -> str:
        """Invitations and plans run out; applications do not."""
        spent = {"invite": self.invited == INVITATIONS, "submit": not self.writer.finished}
        return "apply" if spent.get(kind) else kind

    # --- What they write: each returns what it wrote, or None when the portal did not say it was done ----------

    def save(self) -> tuple[int, int] | None:
        """A new answer in the plan; the portal acknowledges the revision that it became."""
        address = "/mijn/plan/onderdeel/1/"
        if not self.stamp:  # what became of the last one is not known: look
            page = self.ask("GET", address, session=self.writer.session)
            found = page and re.search(rb'name="stamp-1" value="([^"]+)"', page.body)
            if not found:
                return None
            self.stamp = found[1].decode()
        stamp, self.stamp = self.stamp, ""
        data = {"text-1": str(uuid.uuid4()), "stamp-1": stamp, "text-2": "", "stamp-2": EMPTY}
        answer = self.ask("POST", address, data, session=self.writer.session, accept="application/json")
        if answer is None or answer.status != 200:
            return None
        self.stamp = json.loads(answer.body)["stamps"]["1"]
        return self.writer.plan, int(self.stamp.partition(".")[0])

    def apply(self) -> str | None:
        """A new application; one that was not acknowledged is sent again as the same form."""
        data = {
            "form_key": self.form,
            "organisation_name": "Gemeente Veenmeer",
            "kind": "municipality",
            "applicant_name": "Noor Veldhoek",
            "email": f"{self.form}@veenmeer.example",
        }
        if not _is_redirect(self.ask("POST", "/word-lid/", data)):
            return None
        sent, self.form = self.form, str(uuid.uuid4())
        return sent

    def ask_code(self) -> str | None:
        answer = self.ask("POST", "/inloggen/", {"email": self.writer.address})
        return self.writer.address if _is_redirect(answer, "/inloggen/code/") else None

    def invite(self) -> str | None:
        self.invited += 1
        email = f"{uuid.uuid4()}@lid.example"
        data = {"name": "Idris Benkarim", "email": email, "role": "professional"}
        answer = self.ask("POST", "/mijn/collegas/", data, session=self.writer.session)
        return email if _is_redirect(answer, "/mijn/collegas/") else None

    def submit(self) -> int | None:
        """A finished plan; again and again until it is acknowledged."""
        session, plan = self.writer.finished[-1]
        if not _is_redirect(self.ask("POST", "/mijn/plan/indiening/", {}, session=session), "/mijn/"):
            return None
        self.writer.finished.pop()
        return plan

    def ask(
        self, method: str, path: str, data: dict | None = None, *, session: str = "", accept: str = "text/html"
    ) -> Answer | None:
        """One request; None unless the whole answer came."""
        cookies = f"csrftoken={CSRF}" + (f"; sessionid={session}" if session else "")
        place = uuid.uuid4().int
        headers = {
            "Accept": accept,
            "Cookie": cookies,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.{place % 250}.{place // 250 % 250}.{place // 62500 % 250}",
        }
        body = None if data is None else urllib.parse.urlencode(data | {"csrfmiddlewaretoken": CSRF})
        talk = http.client.HTTPConnection("127.0.0.1", self.portal.port, timeout=20)
        try:
            talk.request(method, path, body, headers)
            answer = talk.getresponse()
            return Answer(answer.status, answer.headers.get("Location", ""), answer.read())
        except (OSError, http.client.HTTPException):
            return None
        finally:
            talk.close()


def _is_redirect(answer: Answer | None, path: str = "") -> bool:
    return (
        answer is not None
        and answer.status == 302
        and (not path or urllib.parse.urlsplit(answer.location).path == path)
    )


class Crowd:
    """Visitors who write at the same time until they are sent home."""

    def __init__(self, portal: ScratchPortal, writers: list[Writer], kinds: Iterable[str]) -> None:
        self.visitors = [Visitor(portal, writer, kinds) for writer in writers]

    def __enter__(self) -> "Crowd":
        for visitor in self.visitors:
            visitor.start()
        return self

    def __exit__(self, *exc) -> None:
        for visitor in self.visitors:
            visitor.leaving.set()
        for visitor in self.visitors:
            visitor.join(timeout=60)

    def acknowledged(self) -> list[Acknowledged]:
        return [done for visitor in self.visitors for done in list(visitor.acknowledged)]

    def write(self, more: int) -> None:
        """Wait until so many more writes are acknowledged."""
        enough = len(self.acknowledged()) + more
        wait_for(lambda: len(self.acknowledged()) >= enough, f"{more} acknowledged writes")

    def recover(self, since: float) -> float:
        """Wait for an acknowledged write that began after a moment; returns the seconds that took."""
        wait_for(
            lambda: any(done.begun > since for done in self.acknowledged()[-1:] + self._last()), "a write after it"
        )
        return time.monotonic() - since

    def _last(self) -> list[Acknowledged]:
        return [visitor.acknowledged[-1] for visitor in self.visitors if visitor.acknowledged]
