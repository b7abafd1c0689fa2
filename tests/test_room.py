"""Work with deep chains of calls does not map memory again and again."""

from __future__ import annotations

import sys

import pytest

from snapcheck.analysis.room import with_room


def down(depth: int) -> int:
    return down(depth - 1) if depth else 0


def faults(depth: int) -> int:
    """How often the system gave memory while calls went down and up, from each depth once."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        down(5)
    here = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return here + (faults(depth - 1) if depth else 0)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts the faults of Linux")
def test_calls_find_their_frames_in_one_chunk() -> None:
    faults(400)
    # Each page once, and some for what else Python does; 1,200 without the room.
    assert with_room(lambda: faults(400)) < 500


def test_results_and_errors_come_through() -> None:
    assert with_room(lambda: 7) == 7
    with pytest.raises(ValueError, match="seven"):
        with_room(lambda: int("seven"))
