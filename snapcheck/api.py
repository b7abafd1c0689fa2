"""snapcheck for Python programs: one function, which asks what `snapcheck check` asks.

`import snapcheck` offers it, with the nouns of `model`; `docs/python-api.md` says what is stable.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from snapcheck import analysis, config, knowledge
from snapcheck.config.request import Typed, folder_of, request_of, root_of
from snapcheck.model import Confidence, Report, Request
from snapcheck.model.progress import OnProgress
from snapcheck.suppress import baseline as baselines

StrPath = str | os.PathLike[str]


class CheckError(ValueError):
    """A call or a configuration that makes no sense: nothing was analysed.

    The message is one line that names the mistakes and what to do.
    """


def check(
    paths: StrPath | Iterable[StrPath] = ".",
    *,
    root: StrPath | None = None,
    configuration: bool = True,
    entry_points: Iterable[str] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    min_confidence: Confidence | None = None,
    only_snapstart: bool = False,
    include_vendored: bool = False,
    environment: StrPath | None = None,
    baseline: StrPath | None = None,
    changed: Iterable[StrPath] | None = None,
    overlay: Mapping[StrPath, str | bytes] | None = None,
    jobs: int = 1,
    on_progress: OnProgress | None = None,
) -> Report:
    """Analyse files and folders, and return all that was found. Raises CheckError.

    The code is read, never imported or run, and nothing is written. What can't be analysed is in
    `Report.problems`, and raises nothing.

    `paths` are files and folders, and reported paths are relative to `root`: by default the
    current folder if it holds all of them, else the nearest folder that does. Unless
    `configuration` is False, the pyproject.toml or snapcheck.toml that `snapcheck check` would read
    counts, and the other arguments replace what it says; `entry_points` are added to its own.

    `entry_points` are `FILE:FUNCTION`; `select` and `ignore` are rule codes or prefixes.
    `environment` is a Python environment whose installed packages may be looked at. `baseline` is a
    file of known findings to leave out. With `changed`, only findings whose story touches one of
    these files are returned. `overlay` has texts of files to read in place of what the disk
    holds. `jobs` is how many processes a large run may use. `on_progress` hears how far it is.
    """
    places = _texts([paths] if isinstance(paths, (str, os.PathLike)) else paths)
    typed = Typed(
        places,
        entry_points=tuple(entry_points),
        select=tuple(select),
        ignore=tuple(ignore),
        min_confidence=min_confidence.label if min_confidence is not None else None,
        include_vendored=include_vendored,
        only_snapstart=only_snapstart,
        environment=os.fspath(environment) if environment is not None else None,
    )
    try:
        request = _request(typed, root, baseline, configuration=configuration)
        request = replace(
            request,
            changed=tuple(map(Path, _texts(changed))) if changed is not None else None,
            overlay=tuple([(Path(file), _bytes(text)) for file, text in (overlay or {}).items()]),
        )
        return analysis.check(request, jobs=jobs, on_progress=on_progress)
    except knowledge.KnowledgeError as error:
        raise CheckError("; ".join(error.mistakes)) from error
    except (analysis.UsageError, config.ConfigError, baselines.BaselineError) as error:
        raise CheckError(str(error)) from error


def _request(
    typed: Typed, root: StrPath | None, baseline: StrPath | None, *, configuration: bool
) -> Request:
    folder = folder_of(typed.paths)
    found = config.find(folder) if configuration else config.Config(folder)
    config.check_codes(found, knowledge.load(more=found.own_rules).rules)
    place = Path(os.path.abspath(root)) if root is not None else root_of(typed.paths)
    request = request_of(typed, found, place)
    file = found.folder / found.baseline if found.baseline is not None else None
    if baseline is not None:
        file = Path(baseline)
    return replace(request, baseline=baselines.read(file)) if file is not None else request


def _texts(paths: Iterable[StrPath]) -> tuple[str, ...]:
    return tuple([os.fspath(path) for path in paths])


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
