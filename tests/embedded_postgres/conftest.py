"""A home directory for a cluster that every account can reach."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from portal.embedded_postgres.cluster import Cluster


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that every account can enter, unlike pytest's own."""
    path = Path(tempfile.mkdtemp(prefix="pg-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def home(open_directory: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = open_directory / "home"
    yield path
    monkeypatch.delenv("PORTAL_POSTGRES_USER", raising=False)
    Cluster(path).stop()
