"""The lines of the analysed files, and the columns that other formats count otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from snapcheck.model import Span

# What ends a line for Python; `str.splitlines` would also break at form feeds.
_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """The lines of files; a file is split once for all that is asked of it in a row."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._path: str | None = None
        self._lines: Sequence[str] = ()

    def of(self, path: str) -> Sequence[str]:
        """Return all lines of a file, without their ends; none if its text isn't known."""
        if path != self._path:
            self._path = path
            text = self._texts.get(path)
            self._lines = () if text is None else _LINE_END.split(text)
        return self._lines

    def at(self, path: str, number: int) -> str | None:
        """Return one line, counted from 1; None if it isn't known."""
        lines = self.of(path)
        return lines[number - 1] if 1 <= number <= len(lines) else None

    def between(self, span: Span) -> str | None:
        """Return the text of a span, with line feeds between its lines; None if it isn't known."""
        lines = self.of(span.path)[span.line - 1 : span.end_line]
        if len(lines) != span.end_line - span.line + 1:
            return None
        if len(lines) == 1:
            return lines[0][span.column - 1 : span.end_column - 1]
        first, *middle, last = lines
        return "\n".join([first[span.column - 1 :], *middle, last[: span.end_column - 1]])

    def bytes_before(self, path: str, line: int, column: int) -> int | None:
        """Return how many bytes of UTF-8 come before a column; None if the line isn't known."""
        text = self.at(path, line)
        return None if text is None else len(text[: column - 1].encode("utf-8", "surrogatepass"))

    def units_before(self, path: str, line: int, column: int) -> int | None:
        """Return how many units of UTF-16 come before a column; None if the line isn't known."""
        text = self.at(path, line)
        if text is None:
            return None
        return len(text[: column - 1].encode("utf-16-le", "surrogatepass")) // 2
