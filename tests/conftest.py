"""What pytest does in all tests."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("hostile", "tables", "templates")

# `-m quick`: what tells within a minute whether an installation works.
QUICK = frozenset(("test_api", "test_cases", "test_rules", "test_startup", "test_values"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k CODE` select the tests that `pytest.mark.about(CODE)` says are about a rule."""
    for marker in item.iter_markers("about"):
        item.extra_keyword_matches.update(marker.args)
    if item.path.stem in QUICK:
        item.add_marker("quick")
