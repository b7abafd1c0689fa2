"""The knowledge that comes with snapcheck, compiled as Python compiles its modules.

Reading some 250 files of TOML takes longer than many an analysis. What was read is kept beside the
compiled form of this module, so whoever could change it could change the program itself, and it
is trusted as much. It is out of date as soon as any file of the knowledge is another one, or of the
code that reads it.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from snapcheck import __version__
from snapcheck.filesystem.atomic import write_whole
from snapcheck.knowledge.api import Api, Effect, Knowledge, Mend, Rows
from snapcheck.knowledge.flows import HANDLINGS, Flows, Use
from snapcheck.knowledge.vocabulary import Cost, Flag, Hazard, Vocabulary
from snapcheck.model import Confidence, Example, Level, Question, Rule

Stamp = tuple[str, tuple[tuple[str, int, int], ...]]
"""The version, and each file of the knowledge, and of the code that reads it, with its time of
change (ns) and size (bytes)."""

# Looking a member up in a dict takes a tenth of the time of the enumeration's own look-up.
_EFFECTS = {effect.value: effect for effect in Effect}
_LEVELS = {level.value: level for level in Level}
_CONFIDENCES = {confidence.value: confidence for confidence in Confidence}

_EFFECT, _LEVEL, _CONFIDENCE, _MEND, _HAZARD, _COST = (
    Api.__struct_fields__.index(name)
    for name in ("effect", "level", "confidence", "mend", "hazard", "cost")
)

# What follows from all rows together.
_FOLLOWS = (
    *("hooks", "words", "init_words", "invoke_words"),
    *("clients", "generators", "libraries", "runtimes"),
)

_Row = tuple[Any, ...]
"""The fields of a rule or an API, in order, as `_plain` writes them."""


def stamp(folder: Path) -> Stamp:
    """Return what tells whether the files of `folder`, and what reads them, are as they were."""
    found = []
    for place in (str(folder), os.path.join(folder, "apis"), os.path.dirname(__file__)):
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.name.endswith((".md", ".toml", ".py")):
                    status = entry.stat()
                    found.append((entry.path, status.st_mtime_ns, status.st_size))
    return (__version__, tuple(sorted(found)))


def load(stamp: Stamp) -> Knowledge | None:
    """Return the compiled knowledge; None if there is none, or one of other files."""
    place = _place()
    if place is None:
        return None
    try:
        with open(place, "rb") as file:
            # From the file itself, marshal reads a byte at a time.
            made, rules, words, follows, apis = marshal.loads(file.read())
        return _unpacked(rules, words, follows, apis) if made == stamp else None
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return None


def save(knowledge: Knowledge, stamp: Stamp) -> None:
    """Keep the compiled knowledge, where Python may keep compiled modules too."""
    place = _place()
    if place is not None and not sys.dont_write_bytecode:
        rules = [_plain(rule) for rule in knowledge.rules.values()]
        words = [_defined(words) for words in knowledge.vocabulary.all]
        apis = {name: [_plain(api) for api in rows] for name, rows in knowledge.apis.items()}
        follows = {name: getattr(knowledge, name) for name in _FOLLOWS}
        # Rows take most of the time, and are for runs that find something to look up.
        uses = [_plain(use) for use in knowledge.flows.rows]
        parts = (stamp, rules, words, follows, marshal.dumps((apis, uses)))
        write_whole(place, (marshal.dumps(parts),))


def _place() -> str | None:
    """Return where the compiled knowledge lies; None where Python compiles to no file."""
    cached = __spec__.cached if __spec__ is not None else None
    return f"{cached.removesuffix('.pyc')}.rules" if cached else None


def _plain(value: object) -> object:
    """Return a value of the knowledge as marshal can write it: objects as tuples of fields."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, (Hazard, Cost)):
        return value.name
    if isinstance(value, (Api, Mend, Rule, Question, Example, Use)):
        return tuple([_plain(getattr(value, name)) for name in value.__struct_fields__])
    return value


def _defined(words: Mapping[str, Hazard | Flag | Cost]) -> list[_Row]:
    """Return the fields of the words of one kind."""
    return [
        tuple([getattr(word, name) for name in word.__struct_fields__]) for word in words.values()
    ]


def _unpacked(
    rules: list[_Row], words: list[list[_Row]], follows: Mapping[str, Any], apis: bytes
) -> Knowledge:
    hazards, flags, costs = words
    vocabulary = Vocabulary(
        {row[0]: Hazard(*row) for row in hazards},
        {row[0]: Flag(*row) for row in flags},
        {row[0]: Cost(*row) for row in costs},
    )
    by_code = {rule.code: rule for rule in map(_rule, rules)}
    known = Knowledge(by_code, vocabulary, partial(_read, apis, vocabulary))
    vars(known).update(follows)
    return known


def _read(packed: bytes, words: Vocabulary) -> Rows:
    apis, uses = marshal.loads(packed)
    return Rows(
        {name: tuple([_api(row, words) for row in each]) for name, each in apis.items()},
        Flows(tuple([Use(name, HANDLINGS[word], *rest) for name, word, *rest in uses])),
    )


def _rule(row: _Row) -> Rule:
    rule = Rule(*row)
    return replace(
        rule,
        level=Level(rule.level),
        questions=tuple([Question(*question) for question in rule.questions]),  # type: ignore[misc]
        examples=tuple([Example(*example) for example in rule.examples]),  # type: ignore[misc]
    )


def _api(row: _Row, words: Vocabulary) -> Api:
    values = list(row)
    values[_HAZARD] = words.hazards.get(values[_HAZARD])
    values[_COST] = words.costs.get(values[_COST])
    values[_EFFECT] = _EFFECTS[values[_EFFECT]]
    values[_CONFIDENCE] = _CONFIDENCES[values[_CONFIDENCE]]
    level = values[_LEVEL]
    values[_LEVEL] = None if level is None else _LEVELS[level]
    mend = values[_MEND]
    values[_MEND] = None if mend is None else Mend(*mend)
    return Api(*values)
