"""A folder of rule pages and API files, read and checked.

Every mistake of every file is collected and shown at once, one a line, with file, place and field.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from snapcheck.knowledge.api import Api, Knowledge, KnowledgeError, Rows
from snapcheck.knowledge.flows import Flows, Handling, Use
from snapcheck.knowledge.libraries import read_library
from snapcheck.knowledge.pages import read_rule
from snapcheck.knowledge.questions import own_rows
from snapcheck.knowledge.tables import Source
from snapcheck.knowledge.vocabulary import Vocabulary
from snapcheck.knowledge.words import FILE, read_vocabulary
from snapcheck.model import Question, Rule, fits

_Placed = tuple[str, Rule]
"""A rule and the place of its page."""


class Content(Struct, frozen=True):
    """What one folder holds; rules and rows of APIs come with the place that mistakes name."""

    rules: tuple[_Placed, ...]
    rows: tuple[tuple[str, Api | Use], ...]


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
            if os.path.isfile(folder / FILE)
        ],
        mistakes,
    )
    contents = [_read_folder(folder, words, mistakes) for folder in places]
    for content in contents:
        _check_questions(content.rules, mistakes)
    placed = [rule for content in contents for rule in content.rules]
    rules = _rules_by_code(placed, mistakes)
    rows = [row for content in contents for row in content.rows]
    apis = _apis_by_name([(place, row) for place, row in rows if isinstance(row, Api)], mistakes)
    flows = _flows([(place, row) for place, row in rows if isinstance(row, Use)], mistakes)
    _check_names(placed, apis, mistakes)
    for own in [row for rule in rules.values() for row in own_rows(rule)]:
        # In front: a row of effect safe ends the list.
        apis[own.name] = (own, *apis.get(own.name, ()))
    if mistakes:
        raise KnowledgeError(*mistakes)
    return Knowledge(rules, words, partial(Rows, apis, flows))


def _resolved(folder: Path) -> Path:
    if not os.path.isdir(folder):
        raise KnowledgeError(f"{folder}: no such folder")
    return folder.resolve()


def _read_folder(folder: Path, words: Vocabulary, mistakes: list[str]) -> Content:
    pages = _sources(folder, folder.name, ".md", mistakes)
    libraries = _sources(folder / "apis", f"{folder.name}/apis", ".toml", mistakes)
    return Content(
        tuple([(source.place, rule) for source in pages if (rule := read_rule(source, words))]),
        tuple([row for source in libraries for row in read_library(source, words)]),
    )


def _sources(folder: Path, shown: str, suffix: str, mistakes: list[str]) -> list[Source]:
    """Return the files of the folder with that suffix, in order; none without such a folder."""
    try:
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    except OSError as error:
        mistakes.append(f"{shown}: cannot be read: {error.strerror}; give read access")
        names = []
    return [
        Source(os.path.join(folder, name), f"{shown}/{name}", mistakes)
        for name in names
        if name.endswith(suffix) and name != "README.md"
    ]


def _rules_by_code(rules: Iterable[_Placed], mistakes: list[str]) -> Mapping[str, Rule]:
    by_code: dict[str, Rule] = {}
    for _, rule in rules:
        if other := by_code.get(rule.code):
            mistakes.append(f"{rule.code} has two pages, named {other.name} and {rule.name}")
        by_code[rule.code] = rule
    return dict(sorted(by_code.items()))


def _check_questions(rules: Iterable[_Placed], mistakes: list[str]) -> None:
    """Note questions of one folder that two of its rules ask: all would be reported twice."""
    asked: dict[Question, str] = {}
    for place, rule in rules:
        for question in rule.questions:
            other = asked.setdefault(question, rule.code)
            if other != rule.code:
                mistakes.append(f"{place}: {rule.code} asks exactly what {other} asks")


def _check_names(
    rules: Iterable[_Placed], apis: Mapping[str, tuple[Api, ...]], mistakes: list[str]
) -> None:
    """Note names of APIs in questions that no row describes: nothing would ever be found."""
    mistakes += [
        f'{place}: "{pattern}" names no API that has a row'
        for place, rule in rules
        for question in rule.questions
        if question.check and question.about != rule.code
        for pattern in question.apis
        if not any(fits(name, (pattern,)) for name in apis)
    ]


def _apis_by_name(
    rows: Iterable[tuple[str, Api]], mistakes: list[str]
) -> dict[str, tuple[Api, ...]]:
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


def _flows(rows: Iterable[tuple[str, Use]], mistakes: list[str]) -> Flows:
    """Return all that is known of how values flow; nothing may be said twice of one name."""
    first: dict[tuple[str, Handling], tuple[str, Use]] = {}
    for place, use in rows:
        known = first.setdefault((use.name, use.handling), (place, use))
        if known[1] is not use:
            what = f'"{use.name}" {use.handling.value}'
            mistakes.append(f"{place}: {what} is already known from {known[0]}")
    return Flows(tuple([use for _, use in first.values()]))


def _conditional_first(apis: Iterable[Api]) -> tuple[Api, ...]:
    return tuple(sorted(apis, key=lambda api: not api.conditional))
