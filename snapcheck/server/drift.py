"""Where a line of a text stands after an edit that made the text unreadable for a while."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.model import Span
from snapcheck.server.positions import LINE_END


class Drift(Struct, frozen=True):
    """Lines up to `before` stand where they stood; those behind `edited` moved by `by` lines."""

    before: int
    edited: int
    by: int

    def line(self, line: int) -> int:
        """The line, from 1, at which a line of the old text stands now, or nearly."""
        if line <= self.before:
            return line
        if line > self.edited:
            return line + self.by
        return max(self.before + 1, min(line, self.edited + self.by))

    def span(self, span: Span) -> Span:
        """A stretch of the old text, in the new one."""
        return replace(span, line=self.line(span.line), end_line=self.line(span.end_line))


def drift(old: str, new: str) -> Drift:
    """How the lines of `old` moved when it became `new`: all but the ends of both were edited."""
    was, now = LINE_END.split(old), LINE_END.split(new)
    shorter = min(len(was), len(now))
    before = next((n for n in range(shorter) if was[n] != now[n]), shorter)
    after = next(
        (n for n in range(shorter - before) if was[-1 - n] != now[-1 - n]), shorter - before
    )
    return Drift(before, len(was) - after, len(now) - len(was))
