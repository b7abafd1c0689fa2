"""One Python file to its tree and its facts."""

from __future__ import annotations

import ast
import warnings
from contextlib import suppress
from functools import lru_cache
from symtable import symtable

from snapcheck.facts import ModuleFacts
from snapcheck.read.deep import allow_deep_recursion, guarded
from snapcheck.read.depth import is_flat
from snapcheck.read.module import lower_module
from snapcheck.read.nested_quotes import with_other_quotes
from snapcheck.read.source import Unreadable, decode


def read_module(source: bytes, path: str) -> ModuleFacts:
    """Return the facts of the Python file `path` (relative, forward slashes) that holds `source`.

    Raises Unreadable for what is no Python source, with the line where that shows.
    """
    text = decode(source)
    return guarded(text, lambda: lower_module(*_parsed(text), path))


def tree_of(source: bytes) -> ast.Module:
    """Return Python's own tree of a file that holds `source`. Raises Unreadable as reading does."""
    text = decode(source)
    return guarded(text, lambda: parsed(text))


def parsed(text: str) -> ast.Module:
    """Return the tree of `text`, which must not nest deeper than this thread's stack allows.

    Of syntax newer than the Python that runs this it is the tree of older syntax that means the
    same and has the same places. Raises Unreadable for a syntax error, with its line.
    """
    return _parsed(text)[0]


def as_parsed(text: str) -> str:
    """Return the text that Python's parser has read for `text`: with older syntax if need be."""
    return _parsed(text)[1]


@lru_cache(maxsize=2)  # who looks for comments or fixes in a file has just read it
def _parsed(text: str) -> tuple[ast.Module, str]:
    allow_deep_recursion()
    try:
        return _parse(text), text
    except SyntaxError as error:
        return _parsed_as_older(text, error)
    except (RecursionError, MemoryError, ValueError) as error:
        raise Unreadable(
            f"can't be parsed ({type(error).__name__})", 0, "exclude the file"
        ) from None


def _parsed_as_older(text: str, error: SyntaxError) -> tuple[ast.Module, str]:
    quoted = with_other_quotes(text)
    if quoted is not None:
        with suppress(SyntaxError):
            return _parse(quoted), quoted
    from snapcheck.read.newer_syntax import older  # imports LibCST

    found = older(text, error)
    return found.tree, found.text


def _parse(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)


def check_syntax(source: bytes) -> None:
    """Raise Unreadable if `source` is no Python; for files that nothing needs the facts of."""
    text = decode(source)
    if not _is_python(text):
        guarded(text, lambda: parsed(text))


def _is_python(text: str) -> bool:
    """Tell whether `text` surely is Python: a table of its names takes half as long as a tree.

    Where it is not sure it still may be: a table has errors of its own, such as a late `global`.
    """
    if not is_flat(text):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            symtable(text, "", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
