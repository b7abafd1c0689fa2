"""Bytes of a file to the text that Python would read: byte order mark, coding cookie, NUL."""

from __future__ import annotations

import codecs
import re

# Python's tree of a text takes some 300 times as much memory as the text.
SIZE_LIMIT = 5_000_000

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$")


class Unreadable(Exception):
    """A file that can't be analysed: why, at which line (0 if unknown), and the mend."""

    def __init__(self, reason: str, line: int = 0, mend: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.mend = mend


def decode(source: bytes) -> str:
    """Return the text of a Python file, without its byte order mark (PEP 263).

    Raises Unreadable for NUL bytes, an unknown encoding, bytes that are not in the encoding, or too
    many of them.
    """
    if len(source) > SIZE_LIMIT:
        reason = f"is {len(source):,} bytes long; up to {SIZE_LIMIT:,} are read"
        raise Unreadable(reason, 0, "split it, or exclude it")
    if b"\0" in source:
        line = source.count(b"\n", 0, source.index(b"\0")) + 1
        raise Unreadable("holds NUL bytes, so it is no Python source", line, "remove the file")
    marked = source.startswith(codecs.BOM_UTF8)
    if marked:
        source = source[len(codecs.BOM_UTF8) :]
    encoding = _declared_encoding(source)
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"is not {encoding}: byte 0x{source[error.start]:02x}",
            line,
            "save it as UTF-8, or declare its encoding in a coding comment on line 1",
        ) from None
    except ValueError as error:  # some codecs say no more than that they can't
        reason = f"is not {encoding}: {' '.join(str(error).split())}"
        raise Unreadable(reason, 1, "save it as UTF-8, and correct the coding comment") from None


def _declared_encoding(source: bytes) -> str:
    for number, line in enumerate(re.split(rb"\r\n|\r|\n", source[:1000], maxsplit=2)[:2], start=1):
        found = _COOKIE.match(line)
        if found:
            name = found.group(1).decode("ascii")
            return _text_encoding(name, number)
        if not _BLANK.match(line):
            break
    return "utf-8"


def _text_encoding(name: str, line: int) -> str:
    try:
        info = codecs.lookup(name)
    except LookupError:
        info = None
    # rot13, hex and the like are codecs too, but between other types than bytes and text.
    if info is None or not getattr(info, "_is_text_encoding", True):
        raise Unreadable(
            f"declares the unknown encoding {name!r}", line, "correct the coding comment"
        )
    return info.name


def encode_like(text: str, source: bytes) -> bytes:
    """Return a changed text in the encoding, and with the byte order mark, of its file.

    Raises Unreadable for characters that the encoding does not have.
    """
    mark = codecs.BOM_UTF8 if source.startswith(codecs.BOM_UTF8) else b""
    encoding = _declared_encoding(source.removeprefix(codecs.BOM_UTF8))
    try:
        return mark + text.encode(encoding)
    except ValueError as error:
        raise Unreadable(f"can't be written as {encoding}", 0, "save it as UTF-8") from error
