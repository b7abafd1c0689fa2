"""Maps lines of the text that was last analysed to the text as it is being edited."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.model import Span
from snapcheck.server.positions import LINE_END


class EditMapping(Struct, frozen=True):
    """Lines up to `before` stand where they stood; those behind `edited` moved by `by` lines."""

    before: int
    edited: int
    by: int

    def line(self, line: int) -> int:
        """Return the line, from 1, at which a line of the old text stands now, or nearly."""
        if line <= self.before:
            return line
        if line > self.edited:
            return line + self.by
        return max(self.before + 1, min(line, self.edited + self.by))

    def span(self, span: Span) -> Span:
        """Return a stretch of the old text, in the new one."""
        return replace(span, line=self.line(span.line), end_line=self.line(span.end_line))


def map_edit(old: str, new: str) -> EditMapping:
    """Return how lines moved from `old` to `new`; all but the ends of both were edited."""
    was, now = LINE_END.split(old), LINE_END.split(new)
    shorter = min(len(was), len(now))
    before = next((n for n in range(shorter) if was[n] != now[n]), shorter)
    after = next(
        (n for n in range(shorter - before) if was[-1 - n] != now[-1 - n]), shorter - before
    )
    return EditMapping(before, len(was) - after, len(now) - len(was))
