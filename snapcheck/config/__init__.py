"""The configuration: `[tool.snapcheck]` of a pyproject.toml, or a snapcheck.toml.

The file nearest to the analysed code counts, from its folder upward to the repository's root. Every
key has the name of its option, and a variable `SNAPCHECK_KEY`, which replaces what files say. All
mistakes of a file are shown at once; an unknown key is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import __version__
from snapcheck.config.codes import code_of
from snapcheck.config.keys import CONFIDENCES, FAIL_LEVELS, KEYS, Key, Kind
from snapcheck.config.table import ConfigError, Table, near, quoted
from snapcheck.config.toml_file import TABLE, values_in
from snapcheck.config.variables import PREFIX, absolute, values_of
from snapcheck.filesystem.opening import read_regular
from snapcheck.model import Rule

__all__ = [
    "CONFIDENCES",
    "FAIL_LEVELS",
    "KEYS",
    "OWN_FILE",
    "SHARED_FILE",
    "Config",
    "ConfigError",
    "Key",
    "Kind",
    "check_codes",
    "find",
    "looked_for",
    "nearest_file",
    "read",
]

OWN_FILE = "snapcheck.toml"
SHARED_FILE = "pyproject.toml"

_Values = Mapping[str, object]
_MOST_EXTENDED = 8
_ENVIRONMENT = f"the variables {PREFIX}..."


class Config(Struct, frozen=True):
    """What a configuration file says; None and empty where it says nothing.

    `folder` is where it lies: its paths and patterns are relative to that. `shown` is how messages
    name it. `files` are all that were read, those that are extended included, and `variables` the
    keys that variables of the environment gave.
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
    min_level: str | None = None
    levels: tuple[tuple[str, str], ...] = ()
    extend_select: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    variables: frozenset[str] = frozenset()

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
        return bool(
            self.select or self.ignore or self.per_file_ignores or self.extend_select or self.levels
        )

    @property
    def own_rules(self) -> tuple[Path, ...]:
        """The folders of the user's own rules and APIs."""
        return tuple(self.folder / folder for folder in self.rules)


def looked_for(folder: Path) -> Iterator[Path]:
    """Yield every file that `find` could read for `folder`, and what ends its way up."""
    for place in (folder, *folder.parents):
        yield from (place / OWN_FILE, place / SHARED_FILE, place / ".git")
        if os.path.exists(place / ".git"):
            return


def find(folder: Path, *, above: bool = True, files: bool = True) -> Config:
    """Return the configuration that holds for `folder`, an absolute path.

    An empty one if there is none. Folders above it are looked into only if `above` is true; without
    `files` none is looked for, and only variables count.

    Raises ConfigError, which lists every mistake of the file.
    """
    for place in (folder, *folder.parents) if files else ():
        for name in (OWN_FILE, SHARED_FILE):
            found = _layered(place / name, name)
            if found is not None:
                return found
        if not above or os.path.exists(place / ".git"):
            break
    return _overlaid(Config(folder), {})


def read(file: Path) -> Config:
    """Return what one file says, whatever its name. Raises ConfigError, also if it is none."""
    found = _layered(file, str(file))
    if found is None:
        what = f"no table [{TABLE}] in it" if os.path.exists(file) else "there is no such file"
        raise ConfigError(f"{file}: {what}; name a snapcheck.toml or a pyproject.toml that has one")
    return found


def _layered(file: Path, name: str) -> Config | None:
    """Return what a file says, over what it extends and below the variables; None if nothing."""
    table = _table_of(file)
    values = values_in(file, table)
    if values is None:
        return None
    shown = f"{name}: {TABLE}" if table else name
    config = replace(_config(file.parent, shown, values), files=(file,))
    bases = list(_extended(file, values))
    for base, given in reversed(bases):
        _config(base.parent, str(base), given)
    if bases:
        merged = {key: value for _, given in reversed(bases) for key, value in given.items()}
        values = {**merged, **values}
        config = _config(file.parent, shown, values)
        config = replace(config, files=(file, *[base for base, _ in bases]))
    return _overlaid(config, values)


def _table_of(file: Path) -> tuple[str, ...]:
    return tuple(TABLE.split(".")) if file.name == SHARED_FILE else ()


def _extended(file: Path, values: _Values) -> Iterator[tuple[Path, _Values]]:
    """Yield the files that a configuration extends, nearest first, with what each says."""
    seen = [file]
    while isinstance(named := values.get("extend"), str) and named:
        base = Path(os.path.normpath(file.parent / named))
        found = values_in(base, _table_of(base)) if base not in seen else None
        if found is None or len(seen) > _MOST_EXTENDED:
            why = "which extends this file" if base in seen else "which holds no configuration"
            raise ConfigError(f'{file}: "extend" names {quoted(named)}, {why}')
        yield base, {key: absolute(key, value, base.parent) for key, value in found.items()}
        seen.append(base)
        file, values = base, found


def _overlaid(config: Config, values: _Values) -> Config:
    """Return a configuration under the variables of the environment."""
    given = values_of(os.environ)
    if not given:
        return config
    here = Path.cwd()
    _config(here, _ENVIRONMENT, given)
    given = {key: absolute(key, value, here) for key, value in given.items()}
    found = _config(config.folder, config.shown, {**values, **given})
    return replace(found, files=config.files, variables=frozenset(given))


def nearest_file(folder: Path) -> Path | None:
    """Return the file that `find` reads for `folder`, right or wrong; None if there is none."""
    for place in (folder, *folder.parents):
        if os.path.isfile(place / OWN_FILE):
            return place / OWN_FILE
        with suppress(OSError):  # there is none, or none that could be read
            if TABLE.encode() in read_regular(place / SHARED_FILE):
                return place / SHARED_FILE
        if os.path.exists(place / ".git"):
            break
    return None


def check_codes(config: Config, known: Mapping[str, Rule]) -> None:
    """Raise ConfigError for each code, prefix or name that no rule of `known` has."""
    given = {
        "select": config.select,
        "extend-select": config.extend_select,
        "ignore": config.ignore,
        "per-file-ignores": [code for _, codes in config.per_file_ignores for code in codes],
        "levels": [code for code, _ in config.levels],
    }
    names = [*known, *[rule.name for rule in known.values()]]
    mistakes = [
        f"{config.shown or _ENVIRONMENT}: {key}: unknown rule code {quoted(code)}"
        f"{near(code, names if '-' in code else list(known))}"
        for key, codes in given.items()
        for code in codes
        if code_of(code, known) is None
    ]
    if mistakes:
        raise ConfigError(*mistakes)


def _config(folder: Path, shown: str, values: Mapping[str, object]) -> Config:
    table = Table(values, [])
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
        min_level=table.word("min-level"),
        levels=table.words("levels"),
        extend_select=table.texts("extend-select"),
    )
    table.text("extend")
    _check_version(table)
    table.refuse_unknown(KEYS)
    for key, names in (("rules", config.rules), ("source-roots", config.source_roots)):
        for name in names:
            if not os.path.isdir(config.folder / name):
                table.mistakes.append(f'"{key}" names {quoted(name)}, which is no folder')
    if table.mistakes:
        raise ConfigError(*(f"{shown}: {mistake}" for mistake in table.mistakes))
    return config


def _check_version(table: Table) -> None:
    """Note that another version of snapcheck is asked for."""
    required = table.text("required-version")
    if required is None:
        return
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        if __version__ not in SpecifierSet(required, prereleases=True):
            table.mistakes.append(
                f'"required-version" is {quoted(required)}, and this is snapcheck {__version__}: '
                "install that version"
            )
    except InvalidSpecifier:
        table.mistakes.append('"required-version" must be a version as ">=1.2,<2"')
