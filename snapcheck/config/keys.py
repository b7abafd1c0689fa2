"""The keys of the configuration: what the value of each is, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from snapcheck.model import Confidence, Level

CONFIDENCES = tuple(confidence.label for confidence in sorted(Confidence, reverse=True))
LEVELS = ("off", *(level.label for level in Level))
FAIL_LEVELS = (*(level.label for level in Level), "never")


class Kind(Enum):
    """What the value of a key is."""

    TEXTS = "a list of strings"
    CODES = "a list of strings, rule codes, prefixes or names"
    CODES_BY_PATTERN = "a table of patterns, each with a list of codes"
    PATH = "the path of a file"
    WORD = "one of a few words"
    FLAG = "true or false"
    LEVELS = "a table of rule codes, each with note, warning, error or off"
    TEXT = "a string"


class Key(Struct, frozen=True):
    """One key: what its value is, and what it is for, in the words of the documentation.

    `default` is the word, if it is one of a few, that counts where nothing is said.
    """

    kind: Kind
    what: str
    words: tuple[str, ...] = ()
    default: str = ""


KEYS: Mapping[str, Key] = {
    "entry-points": Key(
        Kind.TEXTS, "`FILE:FUNCTION` for functions that no template or convention names"
    ),
    "select": Key(Kind.CODES, "rule codes, prefixes or names: only these rules"),
    "ignore": Key(Kind.CODES, "rule codes, prefixes or names: not these rules"),
    "extend-select": Key(Kind.CODES, "rule codes, prefixes or names: these rules too"),
    "levels": Key(
        Kind.LEVELS,
        "a table: a code, prefix or name, and `note`, `warning`, `error` or `off`",
        LEVELS,
    ),
    "per-file-ignores": Key(
        Kind.CODES_BY_PATTERN,
        "a table: a pattern of paths, and the codes, prefixes or names to silence there",
    ),
    "exclude": Key(Kind.TEXTS, "patterns of files that are not analysed"),
    "min-confidence": Key(Kind.WORD, "`high`, `medium` (default) or `low`", CONFIDENCES, "medium"),
    "min-level": Key(
        Kind.WORD, "`note` (default), `warning` or `error`: no less", LEVELS[1:], "note"
    ),
    "fail-on": Key(
        Kind.WORD, "`note`, `warning` (default), `error` or `never`", FAIL_LEVELS, "warning"
    ),
    "allow-problems": Key(Kind.FLAG, "true: what can't be analysed does not make the exit code 2"),
    "include-vendored": Key(Kind.FLAG, "true: vendored packages are analysed too"),
    "only-snapstart": Key(Kind.FLAG, "true: only functions that have SnapStart on"),
    "python": Key(
        Kind.PATH,
        "an environment (folder or interpreter) whose installed packages may be looked at",
    ),
    "source-roots": Key(
        Kind.TEXTS, "folders in which imports are looked up, besides those of each function"
    ),
    "baseline": Key(Kind.PATH, "a baseline file"),
    "output-format": Key(Kind.TEXTS, "`FORMAT` or `FORMAT=FILE`, as for `-f`"),
    "rules": Key(Kind.TEXTS, "folders with rules and APIs of your own"),
    "extend": Key(Kind.PATH, "another configuration, whose keys count where this one has none"),
    "required-version": Key(Kind.TEXT, "the versions of snapcheck that will do, as `>=1.2,<2`"),
}
"""All keys; the reader, the schema for editors and the documentation agree with it."""
