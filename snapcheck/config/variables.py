"""The variables of the environment, one for each key: `SNAPCHECK_MIN_LEVEL` for `min-level`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from snapcheck.config.keys import KEYS, Kind

PREFIX = "SNAPCHECK_"
# Variables that stand for no key.
_OTHERS = (f"{PREFIX}CACHE_DIR",)
# How much alike two names are, of 1, that are taken for one of them misspelt.
_ALIKE = 0.85

_WORDS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
_PATHS = ("baseline", "python", "extend")
_LISTS_OF_PATHS = ("rules", "source-roots")


def values_of(variables: Mapping[str, str]) -> dict[str, object]:
    """Return what variables say, as a file would; an empty one says nothing."""
    found = {}
    for key, spec in KEYS.items():
        text = variables.get(variable_of(key), "")
        if text and key != "extend":
            found[key] = _value(text, spec.kind)
    return found


def variable_of(key: str) -> str:
    """Return the name of the variable of a key."""
    return PREFIX + key.upper().replace("-", "_")


def misspelt(variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield variables that stand for no key but look so much like one, each with that one.

    Others are none of ours to judge: the prefix is a word that anybody may use.
    """
    from difflib import get_close_matches

    known = [*map(variable_of, KEYS), *_OTHERS]
    for name in sorted(variables):
        if name.startswith(PREFIX) and name not in known:
            yield from [(name, near) for near in get_close_matches(name, known, 1, _ALIKE)]


def _value(text: str, kind: Kind) -> object:
    items = [item.strip() for item in text.split(",") if item.strip()]
    match kind:
        case Kind.TEXTS | Kind.CODES:
            return items
        case Kind.FLAG:
            return _WORDS.get(text.lower(), text)
        case Kind.LEVELS:
            return dict(_halves(item, "=") for item in items)
        case Kind.CODES_BY_PATTERN:
            codes: dict[str, list[str]] = {}
            for item in items:
                pattern, code = _halves(item, ":")
                codes.setdefault(pattern, []).append(code)
            return codes
        case Kind.PATH | Kind.WORD | Kind.TEXT:
            return text


def _halves(item: str, between: str) -> tuple[str, str]:
    before, _, after = item.rpartition(between)
    return (before or after).strip(), after.strip() if before else ""


def absolute(key: str, value: object, folder: Path) -> object:
    """Return the value of a key with the paths in it as they are from anywhere."""
    if key in _PATHS and isinstance(value, str):
        return _joined(folder, value)
    if not isinstance(value, list):
        return value
    if key in _LISTS_OF_PATHS:
        return [_joined(folder, each) for each in value]
    if key == "entry-points":
        return [_before(each, ":", folder) for each in value]
    if key == "output-format":
        return [_behind(each, folder) for each in value]
    return value


def _joined(folder: Path, path: object) -> object:
    return os.path.normpath(folder / path) if isinstance(path, str) else path


def _before(text: object, between: str, folder: Path) -> object:
    file, found, rest = text.rpartition(between) if isinstance(text, str) else ("", "", "")
    return f"{_joined(folder, file)}{found}{rest}" if file else text


def _behind(text: object, folder: Path) -> object:
    form, found, file = text.partition("=") if isinstance(text, str) else ("", "", "")
    return f"{form}={_joined(folder, file)}" if found and file != "-" else text
