"""The events that entry points are called with: named ones, or those that lie beside the code."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from snapcheck.model import EntryPoint

FOLDER = "events"
"""Where SAM and people keep sample events."""


class EventError(Exception):
    """A file that holds no event; the message names it and the reason."""


def read(file: Path) -> object:
    """Return the event in a file."""
    try:
        event: object = json.loads(file.read_bytes())
    except OSError as error:
        raise EventError(f"can't read the event '{file}': {error.strerror or error}") from error
    except ValueError as error:
        raise EventError(f"the event '{file}' is not JSON: {error}") from error
    return event


def beside(entry: EntryPoint, others: Iterable[EntryPoint], root: Path) -> tuple[Path, ...]:
    """Return the files of the nearest `events` folder that are for an entry point.

    Those that begin with its function's name are; where no file is named after a function, all are.
    """
    module = root / entry.path
    for folder in module.parents:
        found = sorted((folder / FOLDER).glob("*.json"))
        if found:
            own = [file for file in found if _is_named(file, entry)]
            named = [file for file in found for each in others if _is_named(file, each)]
            return tuple(own or ([] if named else found))
        if folder == root:
            break
    return ()


def _is_named(file: Path, entry: EntryPoint) -> bool:
    return file.stem.partition(".")[0].startswith(entry.function.rpartition(".")[2])
