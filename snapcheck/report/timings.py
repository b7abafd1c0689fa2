"""Where the time of a run went, as a table."""

from __future__ import annotations

from snapcheck.model import Taken

# Rounded to milliseconds, what took less would be nothing.
_LEAST = 0.0005


def told(taken: Taken) -> str:
    """Return the stages and rules by the seconds that they took, longest first, and their sum."""
    lines = [
        f"{seconds:>9.3f} s  {stage}\n"
        for stage, seconds in sorted(taken.times, key=lambda each: (-each[1], each[0]))
        if seconds >= _LEAST
    ]
    total = sum(seconds for _, seconds in taken.times)
    return "".join([*lines, f"{total:>9.3f} s  in all processes together\n"])
