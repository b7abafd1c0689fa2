"""Room for the frames of a run's functions.

CPython keeps the frames of Python functions in pieces of memory of 16 KB, and gives one back as
soon as nobody is in it: where calls go up and down across its end, it asks the system for memory
each time. Following values does so thousands of times a second, which took a sixth of its time.
The size of a piece is a power of two, and large enough for the frame that it is asked for: one that
needs a little more than half of it leaves the rest to the calls inside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# A little more than half of 4 MB. What is never touched takes no memory.
_SLOTS = (1 << 18) + 1


def with_room_for_frames(work: Callable[[], T]) -> T:
    """Do `work`, whose calls find room for 2 MB of frames in one piece."""
    return work()


with_room_for_frames.__code__ = with_room_for_frames.__code__.replace(co_stacksize=_SLOTS)
