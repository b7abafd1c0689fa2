"""Room for the frames of a run's functions.

CPython keeps the frames of Python functions in pieces of memory of 16 KB, and gives one back as
soon as nobody is in it: where calls go up and down across its end, it asks the system for memory
each time. Following values and reading files do so thousands of times a second. A piece is never
smaller than the frame that it was asked for, and is twice as large as the last power of two that
was too small: a large frame leaves as much room behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# One more than a power of two. What is not used of it is never touched, and takes no memory.
_SLOTS = (1 << 18) + 1


def with_room_for_frames(work: Callable[[], T]) -> T:
    """Do `work`, whose calls find room for 2 MB of frames in one piece."""
    return work()


with_room_for_frames.__code__ = with_room_for_frames.__code__.replace(co_stacksize=_SLOTS)
