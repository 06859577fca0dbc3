import pytest

pytest.register_assert_rewrite("tests.proof.content.closed")
