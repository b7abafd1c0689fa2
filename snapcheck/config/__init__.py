"""The configuration: `[tool.snapcheck]` of a pyproject.toml, or a snapcheck.toml.

The file nearest to the analysed code counts, from its folder upward to the repository's root. Every
key has the name of its option. All mistakes of a file are shown at once; an unknown key is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from pathlib import Path

from msgspec import Struct

from snapcheck.filesystem.opening import opener
from snapcheck.model import Confidence, Level

OWN_FILE = "snapcheck.toml"
SHARED_FILE = "pyproject.toml"
TABLE = "tool.snapcheck"
CONFIDENCES = tuple(confidence.label for confidence in sorted(Confidence, reverse=True))
FAIL_LEVELS = (*(level.label for level in Level), "never")

_LARGEST = 1024 * 1024


class Kind(Enum):
    """What the value of a key is."""

    TEXTS = "a list of strings"
    CODES = "a list of strings, rule codes or prefixes"
    CODES_BY_PATTERN = "a table of patterns, each with a list of codes"
    PATH = "the path of a file"
    WORD = "one of a few words"
    FLAG = "true or false"


class Key(Struct, frozen=True):
    """One key: what its value is, and what it is for, in the words of the documentation."""

    kind: Kind
    what: str
    words: tuple[str, ...] = ()


KEYS: Mapping[str, Key] = {
    "entry-points": Key(
        Kind.TEXTS, "`FILE:FUNCTION` for functions that no template or convention names"
    ),
    "select": Key(Kind.CODES, "rule codes or prefixes: only these rules"),
    "ignore": Key(Kind.CODES, "rule codes or prefixes: not these rules"),
    "per-file-ignores": Key(
        Kind.CODES_BY_PATTERN,
        "a table: a pattern of paths, and the codes or prefixes to silence there",
    ),
    "exclude": Key(Kind.TEXTS, "patterns of files that are not analysed"),
    "min-confidence": Key(Kind.WORD, "`high`, `medium` (default) or `low`", CONFIDENCES),
    "fail-on": Key(Kind.WORD, "`note`, `warning` (default), `error` or `never`", FAIL_LEVELS),
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
}
"""All keys; the reader, the schema for editors and the documentation agree with it."""


class ConfigError(ValueError):
    """The configuration is wrong; one line for each mistake, each with file, key and mend."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__(*mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "; ".join(self.mistakes)


class Config(Struct, frozen=True):
    """What a configuration file says; None and empty where it says nothing.

    `folder` is where it lies: its paths and patterns are relative to that. `shown` is how messages
    name it.
    """

    folder: Path
    shown: str = ""
    output_format: tuple[str, ...] = ()
    entry_points: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()
    min_confidence: str | None = None
    fail_on: str | None = None
    allow_problems: bool = False
    include_vendored: bool = False
    only_snapstart: bool = False
    baseline: str | None = None
    rules: tuple[str, ...] = ()
    source_roots: tuple[str, ...] = ()
    python: str | None = None

    @property
    def file(self) -> str:
        """The name of the file that says all this."""
        return self.shown.partition(":")[0]

    @property
    def environment(self) -> Path | None:
        """The Python environment whose installed packages may be looked at, if any is named."""
        return self.folder / self.python if self.python is not None else None

    @property
    def has_codes(self) -> bool:
        """Return whether it names any rules."""
        return bool(self.select or self.ignore or self.per_file_ignores)

    @property
    def own_rules(self) -> tuple[Path, ...]:
        """The folders of the user's own rules and APIs."""
        return tuple(self.folder / folder for folder in self.rules)


def looked_for(folder: Path) -> Iterator[Path]:
    """Yield every file that `find` could read for `folder`, and what ends its way up."""
    for place in (folder, *folder.parents):
        yield from (place / OWN_FILE, place / SHARED_FILE, place / ".git")
        if (place / ".git").exists():
            return


def find(folder: Path, *, above: bool = True) -> Config:
    """Return the configuration that holds for `folder`, an absolute path.

    An empty one if there is none. Folders above it are looked into only if `above` is true.

    Raises ConfigError, which lists every mistake of the file.
    """
    for place in (folder, *folder.parents):
        for name, table in ((OWN_FILE, ()), (SHARED_FILE, ("tool", "snapcheck"))):
            values = _values(place / name, table)
            if values is not None:
                return _config(place, f"{name}: {TABLE}" if table else name, values)
        if not above or (place / ".git").exists():
            break
    return Config(folder)


def nearest_file(folder: Path) -> Path | None:
    """Return the file that `find` reads for `folder`, right or wrong; None if there is none."""
    for place in (folder, *folder.parents):
        if (place / OWN_FILE).is_file():
            return place / OWN_FILE
        try:
            if TABLE.encode() in (place / SHARED_FILE).read_bytes():
                return place / SHARED_FILE
        except OSError:
            pass  # there is none, or none that could be read
        if (place / ".git").exists():
            break
    return None


def check_codes(config: Config, known: Collection[str]) -> None:
    """Raise ConfigError for each code that no rule of `known` has, or has as its beginning."""
    given = {
        "select": config.select,
        "ignore": config.ignore,
        "per-file-ignores": [code for _, codes in config.per_file_ignores for code in codes],
    }
    mistakes = [
        f"{config.shown}: {key}: unknown rule code {_quoted(code)}{_near(code, known)}"
        for key, codes in given.items()
        for code in codes
        if not any(rule.startswith(code) for rule in known)
    ]
    if mistakes:
        raise ConfigError(*mistakes)


# --- one file ----------------------------------------------------------------------------------


def _values(file: Path, table: tuple[str, ...]) -> Mapping[str, object] | None:
    """Return the table of a file; None if there is no such file, or no such table in it."""
    data = _read(file)
    if data is None or (table and table[-1].encode() not in data):
        return None
    values = _parsed(file, data)
    for name in table:
        values = values.get(name) if isinstance(values, dict) else None
    if values is None:
        return None
    if not isinstance(values, dict):
        raise ConfigError(f"{file}: {TABLE} must be a table")
    return values


def _read(file: Path) -> bytes | None:
    try:
        with open(file, "rb", opener=opener) as opened:
            data = opened.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}; give read access") from error
    if len(data) > _LARGEST:
        raise ConfigError(f"{file}: too large for a configuration: more than 1 MiB")
    return data


def _parsed(file: Path, data: bytes) -> object:
    import tomllib  # takes 10 ms, which who has no configuration need not wait for

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError(f"{file}: not UTF-8 text; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not readable as TOML: {error}") from error
    except RecursionError:
        raise ConfigError(f"{file}: nested too deeply to be read") from None


def _config(folder: Path, shown: str, values: Mapping[str, object]) -> Config:
    table = _Table(values, [])
    config = Config(
        folder,
        shown,
        output_format=table.texts("output-format"),
        entry_points=table.texts("entry-points"),
        select=table.texts("select"),
        ignore=table.texts("ignore"),
        per_file_ignores=table.texts_by_pattern("per-file-ignores"),
        exclude=table.texts("exclude"),
        min_confidence=table.word("min-confidence"),
        fail_on=table.word("fail-on"),
        allow_problems=table.flag("allow-problems"),
        include_vendored=table.flag("include-vendored"),
        only_snapstart=table.flag("only-snapstart"),
        baseline=table.text("baseline"),
        rules=table.texts("rules"),
        source_roots=table.texts("source-roots"),
        python=table.text("python"),
    )
    table.refuse_unknown(KEYS)
    for key, names in (("rules", config.rules), ("source-roots", config.source_roots)):
        for name in names:
            if not (config.folder / name).is_dir():
                table.mistakes.append(f'"{key}" names {_quoted(name)}, which is no folder')
    if table.mistakes:
        raise ConfigError(*(f"{shown}: {mistake}" for mistake in table.mistakes))
    return config


class _Table(Struct, frozen=True):
    """One table under inspection; a wrong value is noted and read as if it were not there."""

    values: Mapping[str, object]
    mistakes: list[str]

    def texts(self, key: str) -> tuple[str, ...]:
        found = _texts(self.values.get(key, []))
        if found is None:
            self._must_be(key, Kind.TEXTS.value)
        return found or ()

    def texts_by_pattern(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        value = self.values.get(key, {})
        read = [(p, _texts(codes)) for p, codes in value.items()] if isinstance(value, dict) else []
        found = tuple((pattern, codes) for pattern, codes in read if pattern and codes)
        if not isinstance(value, dict) or len(found) != len(read):
            self._must_be(key, Kind.CODES_BY_PATTERN.value)
        return found

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self._must_be(key, Kind.PATH.value)
        return None

    def word(self, key: str) -> str | None:
        words = KEYS[key].words
        value = self.values.get(key)
        if value is None or (isinstance(value, str) and value in words):
            return value
        self._must_be(key, f"one of {', '.join(words)}")
        return None

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        self._must_be(key, Kind.FLAG.value)
        return False

    def refuse_unknown(self, known: Collection[str]) -> None:
        for key in self.values:
            if key not in known:
                self.mistakes.append(f"unknown key {_quoted(key)}{_near(key, known)}")

    def _must_be(self, key: str, what: str) -> None:
        self.mistakes.append(f"{_quoted(key)} must be {what}")


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
        return tuple(value)
    return None


def _quoted(word: str) -> str:
    return f'"{word}"'


def _near(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word.replace("_", "-"), known, n=1)
    if close:
        return f" (did you mean {_quoted(close[0])}?)"
    return f" (known: {', '.join(sorted(known))})"
