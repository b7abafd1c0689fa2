"""What pytest does in all tests."""

from __future__ import annotations

import signal

import pytest

# A shell starts what runs in its background with interrupts ignored, and nohup what it runs with
# hangups ignored; so would be all that tests start and end.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if getattr(signal, "SIGHUP", None) and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

pytest.register_assert_rewrite("hostile", "tables", "templates")

# `-m quick`: what tells within a minute whether an installation works.
QUICK = frozenset(("test_api", "test_cases", "test_rules", "test_startup", "test_values"))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k CODE` select the tests that `pytest.mark.about(CODE)` says are about a rule."""
    for marker in item.iter_markers("about"):
        item.extra_keyword_matches.update(marker.args)
    if item.path.stem in QUICK:
        item.add_marker("quick")
