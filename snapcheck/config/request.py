"""One analysis as its user asks for it: what was typed, then the configuration, then defaults.

Every door makes its requests here, so that an editor and the command line can't disagree.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from pathlib import Path

    from snapcheck.config import Config
    from snapcheck.model import Request


OFF = "off"
"""The level of a rule that is not to run."""


class Typed(Struct, frozen=True):
    """What the user typed, as options or as settings of an editor.

    Empty, None or False where the configuration is to be asked.
    """

    paths: tuple[str, ...]
    entry_points: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: str | None = None
    allow_problems: bool = False
    include_vendored: bool = False
    environment: str | None = None
    only_snapstart: bool = False
    no_screen: bool = False
    exclude: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    min_level: str | None = None
    config_file: str | None = None
    isolated: bool = False


def config_of(typed: Typed, folder: Path) -> Config:
    """Return the configuration that holds for a folder: the one that was typed, or the nearest.

    Raises ConfigError.
    """
    from pathlib import Path

    from snapcheck import config

    if typed.config_file is not None:
        return config.read(Path(os.path.abspath(typed.config_file)))
    return config.find(folder, files=not typed.isolated)


def request_of(typed: Typed, config: Config, root: Path) -> Request:
    """Return the request: what is typed replaces what the configuration says.

    Entry points and what is excluded are added.

    Reported paths are relative to `root`. The baseline is not in it.
    """
    from pathlib import Path

    from snapcheck.model import Confidence, Level, Request

    confidence = typed.min_confidence or config.min_confidence or Confidence.MEDIUM.label
    configured = _from_root(config.entry_points, config.folder, root)
    return Request(
        paths=tuple(map(Path, typed.paths)),
        root=root,
        entry_points=tuple([_spelled(text, root) for text in (*configured, *typed.entry_points)]),
        select=typed.select or config.select,
        extend_select=typed.extend_select or config.extend_select,
        ignore=(*(typed.ignore or config.ignore), *[c for c, word in config.levels if word == OFF]),
        levels=tuple([(c, Level[word.upper()]) for c, word in config.levels if word != OFF]),
        min_level=Level[(typed.min_level or config.min_level or Level.NOTE.label).upper()],
        min_confidence=Confidence[confidence.upper()],
        include_vendored=typed.include_vendored or config.include_vendored,
        only_snapstart=typed.only_snapstart or config.only_snapstart,
        exclude=(*config.exclude, *typed.exclude),
        per_file_ignores=config.per_file_ignores,
        patterns_from=config.folder if config.shown else root,
        knowledge=config.own_rules,
        screen=not typed.no_screen,
        source_roots=_folders_from_root(config, root),
        environment=Path(typed.environment) if typed.environment else config.environment,
    )


def allows_problems(typed: Typed, config: Config) -> bool:
    """Return whether what could not be analysed leaves the exit code as it is."""
    return typed.allow_problems or config.allow_problems


def _from_root(entry_points: tuple[str, ...], folder: Path, root: Path) -> tuple[str, ...]:
    """Return entry points relative to the root instead of the configuration."""
    if folder == root:
        return entry_points
    moved = []
    for text in entry_points:
        file, colon, function = text.rpartition(":")
        path = os.path.relpath(folder / file, root).replace(os.sep, "/") if colon else text
        moved.append(f"{path}{colon}{function}")
    return tuple(moved)


def _folders_from_root(config: Config, root: Path) -> tuple[str, ...]:
    """Return the search roots that a configuration names, relative to the root; "" is the root."""
    paths = [os.path.relpath(config.folder / folder, root) for folder in config.source_roots]
    return tuple(["" if path == "." else path.replace(os.sep, "/") for path in paths])


def _spelled(entry_point: str, root: Path) -> str:
    """Return an entry point with the path of its file as the disk spells it."""
    from snapcheck.config.repository import spelled

    file, colon, function = entry_point.rpartition(":")
    found = spelled(str(root / file)) if colon else ""
    if not colon or found == str(root / file):
        return entry_point
    return f"{os.path.relpath(found, root).replace(os.sep, '/')}:{function}"


def folder_of(paths: tuple[str, ...]) -> Path:
    """Return the nearest folder, as an absolute path, that holds all of `paths`."""
    from pathlib import Path

    places = [Path(os.path.abspath(path)) for path in paths]
    try:
        return Path(os.path.commonpath([p if os.path.isdir(p) else p.parent for p in places]))
    except ValueError as error:  # two drives
        from snapcheck.config import ConfigError

        raise ConfigError("the paths have no folder in common; check them one by one") from error


def root_of(paths: tuple[str, ...]) -> Path:
    """Return what reported paths are relative to: the current folder if it holds all `paths`."""
    from pathlib import Path

    from snapcheck.filesystem.disk import current_folder

    here = current_folder()
    if here and all(Path(os.path.abspath(path)).is_relative_to(here) for path in paths):
        return Path(here)
    return folder_of(paths)
