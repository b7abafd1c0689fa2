"""A folder of rule pages and API files, read and checked.

Every mistake of every file is collected and shown at once, one a line, with file, place and field.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from snapcheck.knowledge.api import Api, Knowledge, KnowledgeError
from snapcheck.knowledge.libraries import read_library
from snapcheck.knowledge.pages import read_rule
from snapcheck.knowledge.tables import Source
from snapcheck.knowledge.vocabulary import Vocabulary
from snapcheck.knowledge.words import FILE, read_vocabulary
from snapcheck.model import Rule


class Content(Struct, frozen=True):
    """What one folder holds; each row of an API comes with the place that mistakes name."""

    rules: tuple[Rule, ...]
    rows: tuple[tuple[str, Api], ...]


def read_folders(folders: Iterable[Path]) -> Knowledge:
    """Return all that several folders hold.

    Raises KnowledgeError, which lists every mistake of every file, or names a folder that is not
    there.
    """
    mistakes: list[str] = []
    places = [_resolved(folder) for folder in folders]
    words = read_vocabulary(
        [
            Source(os.path.join(folder, FILE), f"{folder.name}/{FILE}", mistakes)
            for folder in places
            if (folder / FILE).is_file()
        ],
        mistakes,
    )
    contents = [_read_folder(folder, words, mistakes) for folder in places]
    rules = _rules_by_code([rule for content in contents for rule in content.rules], mistakes)
    apis = _apis_by_name([row for content in contents for row in content.rows], mistakes)
    if mistakes:
        raise KnowledgeError(*mistakes)
    return Knowledge(rules, words, partial(dict, apis))


def _resolved(folder: Path) -> Path:
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}: no such folder")
    return folder.resolve()


def _read_folder(folder: Path, words: Vocabulary, mistakes: list[str]) -> Content:
    pages = _sources(folder, folder.name, ".md", mistakes)
    libraries = _sources(folder / "apis", f"{folder.name}/apis", ".toml", mistakes)
    return Content(
        tuple([rule for source in pages if (rule := read_rule(source, words))]),
        tuple([row for source in libraries for row in read_library(source, words)]),
    )


def _sources(folder: Path, shown: str, suffix: str, mistakes: list[str]) -> list[Source]:
    """The files of the folder with that suffix, in order; none if there is no such folder."""
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return [
        Source(os.path.join(folder, name), f"{shown}/{name}", mistakes)
        for name in names
        if name.endswith(suffix) and name != "README.md"
    ]


def _rules_by_code(rules: Iterable[Rule], mistakes: list[str]) -> Mapping[str, Rule]:
    by_code: dict[str, Rule] = {}
    for rule in rules:
        if other := by_code.get(rule.code):
            mistakes.append(f"{rule.code} has two pages, named {other.name} and {rule.name}")
        by_code[rule.code] = rule
    return dict(sorted(by_code.items()))


def _apis_by_name(
    rows: Iterable[tuple[str, Api]], mistakes: list[str]
) -> Mapping[str, tuple[Api, ...]]:
    """Group the rows, each given with its place, by name; no two may apply to the same calls."""
    first: dict[tuple[object, ...], str] = {}
    by_name: dict[str, tuple[Api, ...]] = {}
    for place, api in rows:
        key = (api.name, api.condition)
        if key in first:
            mistakes.append(f'{place}: "{api.name}" is already known from {first[key]}')
        first[key] = place
        known = by_name.get(api.name)
        by_name[api.name] = _conditional_first((*known, api)) if known else (api,)
    return by_name


def _conditional_first(apis: Iterable[Api]) -> tuple[Api, ...]:
    return tuple(sorted(apis, key=lambda api: not api.conditional))
