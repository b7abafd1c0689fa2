"""The very same call again, and nothing has changed: then it prints what it printed before.

A run is a function of its arguments, of a few settings of its surroundings, and of the files that
it asked for. This module stands before the command line, and imports nothing that is not needed to
see that: two thirds of the time of such a run are Python's own start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from itertools import chain

from snapcheck.cache.location import home, read_own
from snapcheck.digest import SEAL, checksum, digest_of
from snapcheck.identity import identity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from snapcheck.filesystem.fingerprint import Queries

KIND = ".run"

# What changes how a report looks, or where things are.
_SURROUNDINGS = (
    *("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LINES", "PYTHONUTF8", "PYTHONIOENCODING"),
    *("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"),
)
# The variables that stand for keys of the configuration, and the place of the cache.
_OURS = "SNAPCHECK_"
# What is to be done each time, or says where else to look.
_NEVER = (
    "--no-cache",
    "--fix",
    "--unsafe-fixes",
    "--diff",
    "--timings",
    "--stdin-filename",
    "--changed-since",
    "--new-since",
    "--watch",
    "--add-ignore",
)
# These write a page of their own beside what they print.
_ELSEWHERE = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "_SNAPCHECK_COMPLETE")


def replayed(arguments: Sequence[str]) -> int | None:
    """Print what these arguments printed before; returns that exit code, None if it may differ."""
    key = key_of(arguments)
    folder = _folder(arguments) if key is not None else None
    if key is None or folder is None:
        return None
    data = read_own(os.path.join(folder, key + KIND))
    if data is None:
        return None
    import json

    if data[:SEAL] != checksum((memoryview(data)[SEAL:],)):
        return None
    begin = data.find(b"\n") + 1
    try:
        root, length, out, code = json.loads(data[SEAL:begin])
        if length != len(data) - begin or not (isinstance(out, str) and code in (0, 1, 2)):
            return None
        from snapcheck.filesystem.disk import same_answers

        if not same_answers((data,), root, {}, begin):
            return None
    except (ValueError, TypeError, RecursionError):
        return None
    _print(out)
    return int(code)


def keep(
    arguments: Sequence[str],
    folder: str,
    root: str,
    asked: Queries,
    *,
    out: str,
    code: int,
) -> None:
    """Keep what a run printed to standard output and nothing else, with all that it rests on."""
    key = key_of(arguments)
    if key is None:
        return
    import json

    from snapcheck.filesystem.atomic import write_whole
    from snapcheck.filesystem.fingerprint import texts

    # A checksum and a line, and after it the questions, one a line. They are unpacked for each of
    # the three, as those of a large run take more memory than anything else here.
    length = sum(map(len, texts(asked)))
    head = json.dumps((root, length, out, code)).encode("ascii") + b"\n"
    content = (checksum(chain((head,), texts(asked))), head)
    write_whole(os.path.join(folder, key + KIND), chain(content, texts(asked)))


def key_of(arguments: Sequence[str]) -> str | None:
    """Return what tells a call and its surroundings from others.

    None if it is to be done each time.
    """
    if (
        sys.stdout is None
        or arguments[:1] != ["check"]
        or "-" in arguments
        or any(map(os.environ.get, _ELSEWHERE))
    ):
        return None
    if any(each.partition("=")[0] in _NEVER for each in arguments):
        return None
    try:
        terminal = tuple(os.get_terminal_size(1)) if os.isatty(1) else ()
        here = os.getcwd()
    except OSError:
        return None
    surroundings = [os.environ.get(name) for name in _SURROUNDINGS]
    surroundings += [f"{n}={v}" for n, v in sorted(os.environ.items()) if n.startswith(_OURS)]
    return digest_of(repr((identity(), list(arguments), here, surroundings, terminal)))


def _folder(arguments: Sequence[str]) -> str | None:
    """Return the folder of the cache that the arguments mean."""
    for number, each in enumerate(arguments):
        if each == "--cache-dir":
            return arguments[number + 1] if number + 1 < len(arguments) else None
        if each.startswith("--cache-dir="):
            return each.partition("=")[2]
    try:
        return str(home(os.environ))
    except RuntimeError:
        return None


def _print(out: str) -> None:
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        sys.stdout.write(out)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
