"""Calls that go up and down find room for their frames, and ask the system for no more memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snapcheck.analysis.frames import with_room_for_frames

resource = pytest.importorskip("resource", reason="counts what the system was asked for")

UPS_AND_DOWNS = 1_000


def down(depth: int, work: Callable[[], int]) -> int:
    """What `work` yields that many calls further down."""
    return down(depth - 1, work) if depth else work()


def asked() -> int:
    """How often calls that go 100 frames down and up ask the system for memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(UPS_AND_DOWNS):
        down(100, int)
    found: int = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return found


@pytest.mark.parametrize("depth", range(0, 100, 10))
def test_no_depth_is_at_the_end_of_a_piece(depth: int) -> None:
    assert down(depth, lambda: with_room_for_frames(asked)) < UPS_AND_DOWNS / 10


def test_what_is_done_yields_its_result_and_raises_its_errors() -> None:
    assert with_room_for_frames(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        with_room_for_frames(lambda: 1 // 0)
