"""The texts that the editor holds, saved or not.

pygls keeps such texts too, but splits lines as `str.splitlines` does: behind a form feed its text
would no longer be the editor's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial
from msgspec import Struct, field
from msgspec.structs import replace
from pygls.uris import from_fs_path, to_fs_path

from snapcheck.server.positions import Lines


class Document(Struct, frozen=True):
    """One open file: its address as the editor writes it, and what it holds there."""

    uri: str
    path: Path
    version: int
    text: str


class Documents(Struct):
    """The open files, by path. Whatever is no file (a buffer without a name) is none of ours."""

    encoding: str = "utf-16"
    _open: dict[Path, Document] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Document]:
        return iter(self._open.values())

    def get(self, path: Path | None) -> Document | None:
        """Return the open file of that path."""
        return self._open.get(path) if path is not None else None

    def open(self, uri: str, version: int, text: str) -> Document | None:
        """Take up a file; None if it is none."""
        path = path_of(uri)
        if path is None:
            return None
        document = Document(uri, path, version, text)
        self._open[path] = document
        return document

    def change(
        self, uri: str, version: int, changes: Sequence[TextDocumentContentChangeEvent]
    ) -> Document | None:
        """Apply changes, one on the result of the other; return None if the file is not open."""
        document = self.get(path_of(uri))
        if document is None:
            return None
        text = document.text
        for change in changes:
            text = _changed(text, change, self.encoding)
        document = replace(document, version=version, text=text)
        self._open[document.path] = document
        return document

    def close(self, uri: str) -> Document | None:
        """Forget a file; from now on what the disk holds counts."""
        path = path_of(uri)
        return self._open.pop(path, None) if path is not None else None

    def uri_of(self, path: Path) -> str:
        """Return the address of a file: as the editor writes it, if it has it open."""
        document = self._open.get(path)
        return document.uri if document is not None else uri_of(path)


def path_of(uri: str) -> Path | None:
    """Return the file that an address means; None if it is no file."""
    try:
        path = to_fs_path(uri)
    except ValueError:  # no address at all, such as one with half a bracket
        return None
    return Path(path) if path else None


def uri_of(path: Path) -> str:
    """Return the address of a file."""
    address = from_fs_path(str(path))
    assert address is not None  # a path is always one
    return str(address)


def _changed(text: str, change: TextDocumentContentChangeEvent, encoding: str) -> str:
    if not isinstance(change, TextDocumentContentChangePartial):
        return change.text
    lines = Lines(text, encoding)
    start, end = lines.offset(change.range.start), lines.offset(change.range.end)
    return text[:start] + change.text + text[max(start, end) :]
