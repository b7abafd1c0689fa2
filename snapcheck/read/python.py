"""One Python file to its facts in the cheapest way that can read it.

Nothing here imports LibCST before a file needs it: most runs never do.
"""

from __future__ import annotations

from symtable import symtable

from snapcheck.facts import ModuleFacts
from snapcheck.read.deep import guarded
from snapcheck.read.quick import by_python, quickly_parsed, read_quickly
from snapcheck.read.source import decode


def read_module(source: bytes, path: str, *, screen: bool = True) -> ModuleFacts:
    """The facts of the Python file `path` (relative, forward slashes) that holds `source`.

    `screen` tries the quick reader first; the facts are the same without. Raises Unreadable for
    what is no Python source, with the line where that shows.
    """
    found = read_quickly(source, path) if screen else None
    if found is None:
        from snapcheck.read import module  # takes 150 ms to import, and most files do without

        found = module.read_module(source, path)
    return found


def check_syntax(source: bytes) -> None:
    """Raise Unreadable if `source` is no Python; for files that nothing needs the facts of."""
    text = decode(source)
    if not _is_python(text) and quickly_parsed(text) is None:
        # It may be newer than the Python that runs this: LibCST has the last word.
        from snapcheck.read.module import parse

        guarded(source, text, lambda: parse(text))


def _is_python(text: str) -> bool:
    """Whether `text` surely is Python: to make a table of its names takes half as long as a tree.

    Where it is not sure it still may be: a table has errors of its own, such as a late `global`.
    """
    return by_python(text, lambda text: symtable(text, "", "exec")) is not None
