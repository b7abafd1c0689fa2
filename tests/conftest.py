"""What pytest does in all tests."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("hostile", "tables", "templates")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k CODE` select the tests that `pytest.mark.about(CODE)` says are about a rule."""
    for marker in item.iter_markers("about"):
        item.extra_keyword_matches.update(marker.args)
