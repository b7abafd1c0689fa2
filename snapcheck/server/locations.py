"""Where the places of a report lie in the editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol.types import Location, Position, Range

from snapcheck.model import Span
from snapcheck.server.documents import Document, uri_of
from snapcheck.server.edit_mapping import EditMapping, map_edit
from snapcheck.server.positions import Lines
from snapcheck.server.workspace_folder import Analysed, Folder


class Locations:
    """Turns the paths and spans of one report into addresses and ranges.

    `documents` are the open files, as they were when the analysis began; `known` are the lines of
    files as they were in a report before.
    """

    def __init__(
        self,
        folder: Folder,
        analysed: Analysed,
        documents: Iterable[Document],
        encoding: str,
        known: Mapping[Path, Lines | None],
    ) -> None:
        self._folder = folder
        self._analysed = analysed
        self._documents = {document.path: document for document in documents}
        self._encoding = encoding
        # Of the files that a report points into, a keystroke changes one.
        self._known = {path: lines for path, lines in known.items() if lines is not None}
        self._lines: dict[Path, Lines | None] = {}
        self._drifts: dict[Path, EditMapping | None] = {}

    def file(self, shown: str) -> Path:
        """Return the file that a report calls so."""
        return self._folder.place(shown)

    def document(self, path: Path) -> Document | None:
        """Return the open file of that path."""
        return self._documents.get(path)

    def uri(self, path: Path) -> str:
        """Return the address of a file, as the editor writes it if it has it open."""
        document = self._documents.get(path)
        return document.uri if document is not None else uri_of(path)

    def range(self, span: Span) -> Range:
        """Return the range of a stretch of the report, in what the editor holds."""
        path = self.file(span.path)
        lines = self.lines(path)
        if lines is None:
            return Range(
                Position(span.line - 1, span.column - 1),
                Position(span.end_line - 1, span.end_column - 1),
            )
        mapping = self._mapping(path)
        return lines.range_of(mapping.span(span) if mapping is not None else span)

    def line(self, shown: str, line: int) -> Range:
        """Return the range of a line, from 1; the first one for 0."""
        lines = self.lines(self.file(shown))
        if lines is None:
            row = max(line, 1) - 1
            return Range(Position(row, 0), Position(row + 1, 0))
        return lines.line_range(line)

    def location(self, span: Span) -> Location:
        """Return a stretch of the report with its file."""
        return Location(self.uri(self.file(span.path)), self.range(span))

    def lines(self, path: Path) -> Lines | None:
        """Return the lines of a file as the editor shows it.

        None for one that nothing points into.
        """
        if path not in self._lines:
            document = self._documents.get(path)
            shown = self._folder.shown(path)
            text = document.text if document else self._analysed.report.sources.get(shown)
            lines = self._known.pop(path, None)
            if text is not None and (lines is None or lines.text != text):
                lines = Lines(text, self._encoding)
            self._lines[path] = lines if text is not None else None
        return self._lines[path]

    @property
    def known(self) -> Mapping[Path, Lines | None]:
        """Return the lines of the files that were asked about."""
        return self._lines

    def analysed_text(self, path: Path) -> str | None:
        """Return the text of an open file that the analysis saw."""
        return self._analysed.texts.get(path)

    def show(self, document: Document | None) -> bool:
        """Return whether the report is on the very text that an open file holds now."""
        return document is not None and self.analysed_text(document.path) == document.text

    def _mapping(self, path: Path) -> EditMapping | None:
        if path not in self._drifts:
            document = self._documents.get(path)
            analysed = self._analysed.texts.get(path)
            self._drifts[path] = (
                map_edit(analysed, document.text)
                if document is not None and analysed is not None and document.text != analysed
                else None
            )
        return self._drifts[path]
