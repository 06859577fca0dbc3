import os

import pytest

from tests.factories import site

pytest.register_assert_rewrite("tests.proof.road", "tests.proof.money")


@pytest.fixture
def flushed_site(transactional_db, migrated_groups):
    """A site in a database that other connections see."""
    return site()


@pytest.fixture(scope="session")
def size():
    """`size(small, full)`: how many to try. PROOF=full gives the sizes of the issue, never in CI."""
    full_size = os.environ.get("PROOF") == "full"
    return lambda small, full: full if full_size else small
