"""Kept pages are right through two web processes: both keep a page, one change is published, both show it at once."""

import subprocess
import sys
import textwrap

import pytest

PROCESS = textwrap.dedent(
    """
    import sys
    from django.conf import settings

    settings.configure(
        ALLOWED_HOSTS=["testserver"],
        CACHES={
            "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
            "pages": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": sys.argv[1]},
        },
        SECRET_KEY="test-only",
    )
    import django

    django.setup()
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import RequestFactory

    from portal.core.page_cache import PublicPageCache, bump, keep

    truth = Path(sys.argv[2])  # what a database would hold
    cache = PublicPageCache(lambda request: HttpResponse(truth.read_text() + " " + keep("part", truth.read_text)))
    for line in sys.stdin:
        if line.startswith("publish "):
            truth.write_text(line.split()[1])
            bump()
            print("published", flush=True)
        else:
            response = cache(RequestFactory().get(line.strip()))
            print(response.content.decode(), response.headers.get("X-Page-Cache", "made"), flush=True)
    """
)


class Web:
    """A web process of its own, with the page cache in a directory that the other one uses too."""

    def __init__(self, *arguments: str) -> None:
        command = [sys.executable, "-c", PROCESS, *arguments]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line: str) -> str:
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)


@pytest.fixture
def webs(tmp_path):
    truth = tmp_path / "truth"
    truth.write_text("old")
    found = [Web(str(tmp_path / "pages"), str(truth)) for _ in range(2)]
    yield found
    for web in found:
        web.end()


def test_what_one_process_publishes_the_other_shows_at_its_next_request(webs):
    """ "/?x=1" is rendered each time, so it shows the part that a process kept in its own memory."""
    one, other = webs
    assert [one.ask("/"), other.ask("/")] == ["old old made", "old old hit"]
    assert [one.ask("/?x=1"), other.ask("/?x=1")] == ["old old made", "old old made"]
    assert one.ask("publish new") == "published"
    assert [other.ask("/?x=1"), other.ask("/"), one.ask("/")] == ["new new made", "new new made", "new new hit"]
