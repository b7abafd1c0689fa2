"""What is known: the rule pages and API files of `rules/` as frozen values.

Standard library, msgspec and `snapcheck.model` only: `rules` must not wait for a parser.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from snapcheck.knowledge import compiled
from snapcheck.knowledge.api import (
    HEADINGS,
    MESSAGE_WORDS,
    Api,
    Condition,
    Effect,
    Knowledge,
    KnowledgeError,
    Mend,
    Spelling,
)
from snapcheck.knowledge.flows import Flows, Handling, Use
from snapcheck.knowledge.vocabulary import (
    GENERATOR,
    SECURE_GENERATOR,
    Cost,
    Flag,
    Hazard,
    Vocabulary,
)
from snapcheck.model import Rule

__all__ = [
    "GENERATOR",
    "HEADINGS",
    "MESSAGE_WORDS",
    "SECURE_GENERATOR",
    "Api",
    "Condition",
    "Cost",
    "Effect",
    "Flag",
    "Flows",
    "Handling",
    "Hazard",
    "Knowledge",
    "KnowledgeError",
    "Mend",
    "Spelling",
    "Use",
    "Vocabulary",
    "load",
    "page_file",
    "patterns",
    "stamps",
]


def load(folder: Path | None = None, more: tuple[Path, ...] = ()) -> Knowledge:
    """Read the rules and APIs of `folder`, or those that come with snapcheck (read only once).

    `more` are folders of the user's own, with the same kinds of files. Raises KnowledgeError, which
    lists every mistake of every file.
    """
    if folder is None and not more:
        return _shipped()
    return _read((folder or _shipped_folder(), *more))


def page_file(rule: Rule, more: tuple[Path, ...] = ()) -> Path | None:
    """Return the file of a rule's page, of snapcheck's own or from one of the folders `more`."""
    name = f"{rule.code}-{rule.name}.md"
    files = (folder / name for folder in (_shipped_folder(), *more))
    return next((file for file in files if os.path.isfile(file)), None)


def patterns() -> dict[str, Path]:
    """Return the pages that new rules are made of, by what they ask: `kept`, `hooks-late`."""
    pages = sorted((_shipped_folder() / "new").glob("*.md"))
    return {page.stem.partition("-")[2]: page for page in pages}


def stamps(folders: tuple[Path, ...]) -> tuple[compiled.Stamp, ...]:
    """Return what tells the rules and APIs of the user's own folders from others, unread."""
    return tuple([compiled.stamp(folder) for folder in folders])


@cache
def _shipped() -> Knowledge:
    folder = _shipped_folder()
    stamp = compiled.stamp(folder)
    known = compiled.load(stamp)
    if known is None:
        known = _read((folder,))
        compiled.save(known, stamp)
    return known


def _shipped_folder() -> Path:
    package = Path(__file__).parent.parent
    installed = package / "rules"
    return installed if os.path.isdir(installed) else package.parent / "rules"


def _read(folders: tuple[Path, ...]) -> Knowledge:
    # The readers are imported here because most runs find the knowledge compiled.
    from snapcheck.knowledge.folder import read_folders

    return read_folders(folders)
