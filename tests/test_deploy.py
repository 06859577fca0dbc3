"""What a technician copies from deploy/ and docs/ fits the code."""

import re
import subprocess

import pytest

from portal.core import file_checks
from tests.conftest import ROOT

DEPLOY = ROOT / "deploy"
SETTINGS = "".join((ROOT / "portal/settings" / name).read_text() for name in ("base.py", "production.py"))
VARIABLES = {*re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS), "DJANGO_SETTINGS_MODULE"}


def test_the_manual_explains_every_variable():
    manual = (ROOT / "docs/operating.md").read_text()
    assert {name for name in VARIABLES if f"`{name}`" not in manual} == set()
    assert len(VARIABLES) > 10


def test_the_example_environment_is_read_the_same_by_a_shell_and_by_systemd():
    example = DEPLOY / "environment.example"
    lines = [line for line in example.read_text().splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Z_]+='[^']*'", line)] == []
    names = {line.split("=")[0] for line in lines}
    assert names <= VARIABLES
    read = subprocess.run(["sh", "-c", f'set -a; . "{example}"; env'], capture_output=True, text=True, check=True)
    assert names <= {line.split("=")[0] for line in read.stdout.splitlines()}


def test_the_proxy_lets_the_largest_file_through_and_has_a_page_for_each_refusal():
    nginx = (DEPLOY / "nginx/brugkring.conf").read_text()
    allowed = int(re.search(r"client_max_body_size (\d+)m", nginx)[1]) << 20
    assert file_checks.MAX_BYTES < allowed < file_checks.MAX_BYTES * 1.5
    pages = set(re.findall(r"/(\d+\.html);", nginx))
    assert pages == {path.name for path in (DEPLOY / "pages").iterdir()}


@pytest.mark.parametrize("page", sorted((DEPLOY / "pages").iterdir()), ids=lambda path: path.name)
def test_pages_of_the_proxy_stand_by_themselves(page):
    text = page.read_text()
    assert 'lang="nl"' in text
    assert "{%" not in text
    assert "<script" not in text
    assert set(re.findall(r'(?:href|src)="([^"]+)"', text)) <= {"/static/build/portal.css", "/", "/mijn/"}
