"""`--show-settings` and `--show-files`: what a run would go by, and what it would look at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snapcheck.config import Config
    from snapcheck.config.request import Typed
    from snapcheck.model import Request

# The keys whose option has another name inside.
_NAMES = {"python": "environment"}
# The keys whose option adds to what is configured, where others replace it.
_ADDED = ("entry-points", "exclude")


def settings(typed: Typed, config: Config, options: Mapping[str, object]) -> Iterator[str]:
    """Yield a line for each key that has a value: what it is, and what gave it, or the default.

    `options` are the values of the options of the command alone, as typed.
    """
    from snapcheck.config.keys import KEYS, Kind
    from snapcheck.config.variables import variable_of

    yield f"# {config.shown or 'no configuration file'}"
    for key, spec in KEYS.items():
        name = key.replace("-", "_")
        given = options.get(name) or getattr(typed, _NAMES.get(key, name), None)
        configured = getattr(config, name, None)
        source = variable_of(key) if key in config.variables else config.file
        if isinstance(given, tuple) and isinstance(configured, tuple) and key in _ADDED:
            sources = [source] * bool(configured) + [f"--{key}"] * bool(given)
            if sources:
                yield f"{key} = {_shown((*configured, *given))}  # {', '.join(sources)}"
        elif given:
            yield f"{key} = {_shown(given)}  # --{key}"
        elif configured:
            yield f"{key} = {_shown(configured)}  # {source}"
        elif spec.kind is Kind.FLAG or spec.default:
            yield f"{key} = {_shown(spec.default or False)}  # default"


def _shown(value: object) -> str:
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        pairs = ", ".join(f"{json.dumps(key)} = {_shown(item)}" for key, item in value)
        return f"{{ {pairs} }}"
    return json.dumps(value, ensure_ascii=False)


def files(request: Request) -> Iterator[str]:
    """Yield the files that a run would look at, by path: Python and deployment files."""
    from pathlib import Path

    from snapcheck import analysis

    paths = sorted(analysis.files(request))
    yield from (analysis.relative(Path(path), request.root) for path in paths)
