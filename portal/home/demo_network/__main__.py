"""make demo: build the network when it is not there, serve it with its worker, say where.

Knows no Django, so a second start costs only what the web server and the worker need themselves.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PORT = os.environ.get("PORT", "8000")
BASE = f"http://localhost:{PORT}"
ENV = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
STAMP = Path(os.environ.get("PORTAL_VAR", ROOT / "var")) / "postgres" / "demo.stamp"  # goes when the database goes
ACCOUNTS = [
    ("projectleider@zaanstad.example", "beheerder van een lid in niveau 2"),
    ("adviseur@platform31.example", "adviseur: leest aanvragen en plannen"),
    ("programmamanager@platform31.example", "beslisser: keurt plannen goed"),
    ("redactie@platform31.example", "redacteur: maakt pagina’s"),
]


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  a program for a terminal


def fingerprint() -> str:
    """Changes with every migration: then the database is brought up to date first."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.glob("*/migrations/*.py")) + sorted(ROOT.glob("portal/*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build() -> None:
    own_database = not os.environ.get("DATABASE_URL")
    if own_database and STAMP.exists() and STAMP.read_text() == fingerprint():
        return
    if subprocess.run([sys.executable, "manage.py", "demo"], env=ENV, cwd=ROOT).returncode:
        sys.exit("The demo network could not be built; see the lines above.")
    if own_database:
        STAMP.write_text(fingerprint())


def serve(started: float) -> None:
    """Web and worker as children; when one ends or Ctrl-C comes, both end."""
    web = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", "--bind", f"127.0.0.1:{PORT}", "--preload"]
    web += ["--workers", "2", "--threads", "4", "--worker-class", "gthread", "--log-level", "warning"]
    worker = [sys.executable, "manage.py", "worker"]
    children = [subprocess.Popen(command, env=ENV, cwd=ROOT) for command in (web, worker)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        wait_for_answer(children)
        welcome(time.monotonic() - started)
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        say("\nTot ziens.")
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)


def wait_for_answer(children: list[subprocess.Popen]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if any(child.poll() is not None for child in children):
            sys.exit("The web server or the worker stopped at once; see the lines above.")
        try:
            urllib.request.urlopen(f"{BASE}/livez", timeout=2)  # noqa: S310  our own address
            return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"No answer at {BASE} within 60 seconds.")


def welcome(seconds: float) -> None:
    say(f"\nBrugkring draait op {BASE}  (na {seconds:.0f} seconden)")
    say(f"Inlogcodes en alle e-mail staan in de postbus: {BASE}/demo/postbus/\n")
    for address, what in ACCOUNTS:
        say(f"  {address:<40} {what}")
    say(f"\nBeheer: {BASE}/beheer/   Stoppen: Ctrl-C\n")


if __name__ == "__main__":
    beginning = time.monotonic()
    build()
    serve(beginning)
