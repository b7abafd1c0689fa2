"""Web applications that the Lambda Web Adapter serves: from a start command to the application.

The adapter starts an ordinary web server (`uvicorn main:app`) and passes events on to it as
requests. What the server calls for each request is the entry point.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from snapcheck.deploy.place import Place
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, EntryPointKind

CHECKPOINT_PATH = "AWS_LWA_SNAPSTART_BEFORE_CHECKPOINT_PATH"
RESTORE_PATH = "AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH"


class Requested(Struct, frozen=True):
    """The paths that the adapter requests before the snapshot, and after each restore.

    Source: https://github.com/aws/aws-lambda-web-adapter (SnapStart hooks), November 2026.
    """

    checkpoint: str | None = None
    restore: str | None = None

    @staticmethod
    def by(variable: Callable[[str], str | None]) -> Requested:
        """Return what environment variables name; `variable` gives the text of one."""
        return Requested(variable(CHECKPOINT_PATH) or None, variable(RESTORE_PATH) or None)

    def or_else(self, other: Requested) -> Requested:
        """Return these paths, or where one is not set that of `other`."""
        return Requested(self.checkpoint or other.checkpoint, self.restore or other.restore)


NOTHING_REQUESTED = Requested()

SCRIPT_LIMIT = 64 * 1024
SOURCE_LIMIT = 1024 * 1024
_SERVERS = frozenset(
    {"uvicorn", "gunicorn", "hypercorn", "daphne", "granian", "waitress-serve", "uwsgi"}
)
# What stands before a command and runs it.
_RUNNERS = frozenset(
    {"exec", "env", "sh", "bash", "/bin/sh", "/bin/bash", "uv", "poetry", "pipenv", "run", "sudo"}
)
_PYTHON = re.compile(r"(?:.*/)?python(?:\d+(?:\.\d+)?)?")
_APPLICATION = re.compile(r"([A-Za-z_][\w.]*):([A-Za-z_]\w*)")
_ASSIGNED = re.compile(
    r"^([A-Za-z_]\w*)\s*(?::[^=\n]+)?=\s*(?:[A-Za-z_][\w.]*\.)?(?:FastAPI|Flask|Starlette|Quart|Sanic"
    r"|Litestar|Bottle|FastMCP|Dash|Blacksheep|Application|get_[aw]sgi_application)\(",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^\s*(?:export\s+)?([A-Z_]+)=[\"']?([^\s\"']*)", re.MULTILINE)


class Served(Struct, frozen=True):
    """What a start command serves: a dotted module or a file, and a name (None: the one it has)."""

    module: str
    name: str | None = None
    folder: str = ""


class Application(Struct, frozen=True):
    """A web application: its file, its name there, and what is requested around the snapshot."""

    file: Path
    name: str
    folder: Path
    requested: Requested = NOTHING_REQUESTED


def application(
    words: Sequence[str],
    folders: Sequence[Path],
    disk: Disk,
    requested: Requested = NOTHING_REQUESTED,
) -> Application | None:
    """Return the application that a start command serves, looked up in `folders`.

    None if it serves none.

    A shell script is read for the last command in it that starts a server.
    """
    script = _script(words, folders, disk)
    if script is None:
        served = _served(list(words))
        return _found(served, folders, disk, requested) if served is not None else None
    exported = Requested.by(dict(_EXPORT.findall(script)).get)
    for line in reversed(script.splitlines()):
        served = _served(split(line))
        found = (
            _found(served, folders, disk, requested.or_else(exported))
            if (served is not None)
            else None
        )
        if found is not None:
            return found
    return None


def entry_of(
    found: Application,
    folders: Sequence[Path],
    place: Place,
    runtime: str | None,
    snapstart: bool | None,
) -> EntryPoint | None:
    """Return the entry point of an application; imports are looked up in `folders` after its own.

    None if it lies outside the analysed folder.
    """
    if place.relative(found.file) is None:
        return None
    return EntryPoint(
        path=place.shown(found.file),
        function=found.name,
        kind=EntryPointKind.TEMPLATE,
        declared_in=place.name,
        roots=place.inside((found.folder, *folders)),
        runtime=runtime,
        snapstart=snapstart,
        checkpoint_path=found.requested.checkpoint,
        restore_path=found.requested.restore,
    )


def split(line: str) -> list[str]:
    """Return the words of a shell command; none if it cannot be split."""
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return []


def _script(words: Sequence[str], folders: Sequence[Path], disk: Disk) -> str | None:
    """Return the text of the shell script that a command runs."""
    for word in words[:3]:
        if word.endswith(".sh") or (word == words[0] and "/" in word):
            for folder in folders:
                path = folder / word.lstrip("./") if word.startswith("./") else folder / word
                for each in (path, folder / os.path.basename(word)):
                    if disk.is_file(each):
                        return _text(each, SCRIPT_LIMIT, disk)
    return None


def _served(words: list[str]) -> Served | None:
    while words and (words[0] in _RUNNERS or re.fullmatch(r"\w+=.*", words[0]) or words[0] == "-c"):
        words = words[1:]
    if len(words) == 1 and " " in words[0]:  # `sh -c "uvicorn main:app"`
        return _served(split(words[0]))
    if not words:
        return None
    program, *rest = words
    if _PYTHON.fullmatch(program):
        return _run_by_python(rest)
    program = os.path.basename(program)
    if program == "opentelemetry-instrument":
        return _served(rest)
    if program in _SERVERS:
        named = next((found for word in rest if (found := _APPLICATION.fullmatch(word))), None)
        folder = _option(rest, "--app-dir") or _option(rest, "--chdir") or ""
        return Served(named[1], named[2], folder) if named else None
    if program in ("flask", "fastapi"):
        named = _APPLICATION.fullmatch(_option(rest, "--app") or "")
        files = [word for word in rest if word.endswith(".py")]
        module = _option(rest, "--app") or (files[0] if files else "")
        return Served(named[1], named[2]) if named else Served(module or "app")
    return None


def _run_by_python(words: list[str]) -> Served | None:
    """Return what `python WORDS` serves."""
    while words and words[0].startswith("-") and words[0] != "-m":
        words = words[1:]
    if words[:1] == ["-m"]:
        module, rest = (words[1], words[2:]) if len(words) > 1 else ("", [])
        is_server = module in _SERVERS or module in ("flask", "fastapi")
        return _served([module, *rest]) if is_server else Served(module) if module else None
    return Served(words[0]) if words and words[0].endswith(".py") else None


def _option(words: list[str], name: str) -> str | None:
    for index, word in enumerate(words):
        if word == name and index + 1 < len(words):
            return words[index + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _found(
    served: Served, folders: Sequence[Path], disk: Disk, requested: Requested
) -> Application | None:
    """Return the application in the first folder that has its module."""
    for folder in folders:
        base = folder / served.folder.strip("/") if served.folder not in ("", ".") else folder
        for file in _files(served.module, base):
            if disk.is_file(file):
                name = served.name or _assigned(file, disk)
                return Application(file, name, base, requested) if name else None
    return None


def _files(module: str, folder: Path) -> Iterator[Path]:
    if module.endswith(".py"):
        yield folder / module.removeprefix("./").lstrip("/")
        yield folder / os.path.basename(module)
        return
    path = module.replace(".", "/")
    yield folder / f"{path}.py"
    yield folder / path / "__init__.py"


def _assigned(file: Path, disk: Disk) -> str | None:
    """Return the name that a file gives to its web application."""
    found = _ASSIGNED.search(_text(file, SOURCE_LIMIT, disk))
    return found[1] if found else None


def _text(file: Path, most: int, disk: Disk) -> str:
    try:
        data = disk.read(file, most)
    except OSError:
        return ""  # that it cannot be read is said where it is analysed
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
