"""Whether a text that somebody is typing can be read, or is in the middle of something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from snapcheck.analysis import relative
from snapcheck.deploy.registry import language_of
from snapcheck.deploy.template import UnreadableError, compose
from snapcheck.filesystem.disk import Disk
from snapcheck.model import Problem
from snapcheck.read.python import check_syntax
from snapcheck.read.source import Unreadable, encode_like

_COMPOSED = (".yaml", ".yml", ".json", ".template")


class Attempt(Struct, frozen=True):
    """A text as the bytes of a file that holds it, and what is wrong with it, if anything."""

    source: bytes
    problem: Problem | None


def attempt(path: Path, root: Path, text: str, is_python: Callable[[str, bytes], bool]) -> Attempt:
    """Try to read the text of a file below a root.

    `is_python` tells of a file, by its path as it is shown, whether it need not be tried. Whether a
    file that deploys nothing is good YAML, is none of our business.
    """
    shown = relative(path, root)
    plain = text.encode("utf-8", "backslashreplace")
    try:
        if path.suffix == ".py":
            source = encode_like(text.removeprefix("\ufeff"), plain)
            if not is_python(shown, source):
                check_syntax(source)
            return Attempt(source, None)
        if path.suffix in _COMPOSED and language_of(str(path), Disk(root, {str(path): plain})):
            compose(text.removeprefix("\ufeff"))
    except Unreadable as error:
        return Attempt(plain, Problem(shown, error.line, error.reason, error.mend))
    except UnreadableError as error:
        return Attempt(plain, Problem(shown, error.line, error.message, error.mend))
    return Attempt(plain, None)
