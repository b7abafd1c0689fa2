"""The function that a container image runs, as its Dockerfile says it.

An image of Lambda's own calls the handler that CMD names; one with the Lambda Web Adapter starts a
web server. A path in the image is found in the build context by way of the COPY instructions.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

from msgspec import Struct, field

from snapcheck.deploy.handlers import module_path
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import UnreadableError, decode, read_bytes
from snapcheck.deploy.web_adapter import NOTHING_REQUESTED, Requested, application, split
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, EntryPointKind
from snapcheck.model.deployed import Declared, Deployed

TASK_ROOT = "/var/task"
INSTRUCTION_LIMIT = 1_000
TEXT_LIMIT = 4_096
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
_GOES_ON = re.compile(r"[\\`][ \t]*$")
_VARIABLE = re.compile(r"\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))")
_HANDLER = re.compile(r"[A-Za-z_][\w./-]*\.[A-Za-z_]\w*")
_CLIENT = re.compile(r"awslambdaric|lambda-entrypoint\.sh|aws-lambda-rie")
_LAMBDA_BASE = re.compile(r"lambda/python|lambda-python|awslambdaric")


class Copied(Struct, frozen=True):
    """One source of a COPY from the build context: where it is there, and where in the image."""

    source: str
    target: str


class Image(Struct):
    """What the last stage of a Dockerfile makes."""

    base: str = ""
    folder: str = TASK_ROOT
    command: list[str] = field(default_factory=list)
    entry_point: list[str] = field(default_factory=list)
    copied: list[Copied] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    has_adapter: bool = False
    installs_client: bool = False
    begins: int = 1
    """The line of its FROM; of a stage that is based on another one, of that one's."""


def declared(place: Place) -> Declared:
    """Return the entry point of a Dockerfile that no template speaks of.

    It is built where it lies, or in the nearest folder above that has what it copies.
    """
    try:
        image = read_image(decode(read_bytes(place.template, place.disk)))
    except UnreadableError as why:
        return Declared(problems=(place.problem(why.line, why.message, why.mend),))
    entry = _entry(image, _context(image, place), place, Run())
    if entry is None:
        return Declared()
    return Declared((Deployed(place.template.name, place.name, entry),))


class Run(Struct, frozen=True):
    """How a deployment file runs an image; `command` overrides that of the Dockerfile."""

    command: Sequence[str] = ()
    snapstart: bool | None = None
    requested: Requested = NOTHING_REQUESTED


def image_entry(dockerfile: Path, context: Path, place: Place, run: Run) -> EntryPoint | None:
    """Return the entry point of an image that a template has built of `context`.

    None if there is none, or it is no Python.
    """
    try:
        image = read_image(decode(read_bytes(dockerfile, place.disk)))
    except UnreadableError:
        return None
    return _entry(image, context, place, run)


def _entry(image: Image, context: Path, place: Place, run: Run) -> EntryPoint | None:
    words = [*run.command] or image.command
    handler = _handler(image, words)
    if handler is not None:
        file, roots = _in_context(f"{module_path(handler)}.py", image, context, place.disk)
        name = handler.rpartition(".")[2]
        requested = run.requested
    else:
        folders = _folders(image, context, place.disk)
        started = [*image.entry_point, *words]
        given = run.requested.or_else(Requested.by(image.variables.get))
        found = application(started, folders, place.disk, given) if image.has_adapter else None
        if found is None:
            return None
        file, name, requested = found.file, found.name, found.requested
        roots = [found.folder, *(each for each in folders if each != found.folder)]
    if file is None or place.relative(file) is None:
        return None
    return EntryPoint(
        path=place.shown(file),
        function=name,
        kind=EntryPointKind.TEMPLATE,
        declared_in=place.name,
        roots=place.inside(roots),
        snapstart=run.snapstart,
        checkpoint_path=requested.checkpoint,
        restore_path=requested.restore,
    )


def _handler(image: Image, words: Sequence[str]) -> str | None:
    """Return the handler that the image's runtime client is given.

    None if it starts something else.
    """
    whole = [*image.entry_point, *words]
    is_client = _LAMBDA_BASE.search(image.base) is not None and not image.entry_point
    if is_client or any(_CLIENT.search(word) for word in whole):
        handlers = [word for word in whole if _HANDLER.fullmatch(word)]
        last = handlers[-1] if handlers else None
        return None if last is None or last.endswith((".py", ".sh")) else last
    return None


def _in_context(
    path: str, image: Image, context: Path, disk: Disk
) -> tuple[Path | None, list[Path]]:
    """Return the file of the context that is at `path` in the image, and its import folders."""
    roots = _folders(image, context, disk)
    for place in (posixpath.join(TASK_ROOT, path), posixpath.join(image.folder, path)):
        for copied in reversed(image.copied):
            source = context / copied.source
            if place == copied.target and disk.is_file(source):
                return source, [source.parent, *roots]
            below = posixpath.relpath(place, copied.target)
            if disk.is_folder(source) and not below.startswith(".."):
                file = source / below
                package = source / below.removesuffix(".py") / "__init__.py"
                for each in (file, package):
                    if disk.is_file(each):
                        return each, roots or [source]
    return None, roots


def _folders(image: Image, context: Path, disk: Disk) -> list[Path]:
    """Return the folders of the context whose content lies where the image imports from."""
    found: list[Path] = []
    for copied in image.copied:
        source = context / copied.source
        for root in (image.folder, TASK_ROOT):
            if disk.is_file(source) and posixpath.dirname(copied.target) == root:
                found.append(source.parent)
            elif disk.is_folder(source):
                below = posixpath.relpath(root, copied.target)
                inside = source if below == "." else source / below
                if not below.startswith("..") and disk.is_folder(inside):
                    found.append(Path(os.path.normpath(inside)))
    return list(dict.fromkeys(found))


def _context(image: Image, place: Place) -> Path:
    """Return the folder that a Dockerfile is built in, judged by what it copies."""
    folder = place.template.parent
    sources = [each.source for each in image.copied if each.source not in (".", "")]
    candidates = [folder, *(each for each in folder.parents if each.is_relative_to(place.root))]
    for candidate in candidates:
        if any(place.disk.exists(candidate / source) for source in sources):
            return candidate
    return folder


# Reading


def read_image(text: str) -> Image:
    """Return the last stage of a Dockerfile."""
    image = Image()
    stages: dict[str, Image] = {}
    for line, word, rest in _instructions(text):
        if word == "FROM":
            base, _, name = re.sub(r"--\S+\s+", "", rest).partition(" ")
            before = stages.get(base)
            image = Image(base=_filled(base, image.variables), begins=line)
            if before is not None:  # a stage goes on where the one it is based on ended
                image = deepcopy(before)
            stages[name.strip().partition(" ")[2].strip() or base] = image
        elif word in ("ENV", "ARG", "LABEL"):
            given = image.labels if word == "LABEL" else image.variables
            given.update(_assigned(rest, image.variables))
        elif word == "WORKDIR":
            image.folder = posixpath.join(image.folder, _filled(rest.strip(), image.variables))
            image.folder = posixpath.normpath(image.folder)
        elif word in ("COPY", "ADD"):
            _copy(rest, image)
        elif word == "CMD":
            image.command = _words(rest, image.variables)
        elif word == "ENTRYPOINT":
            image.entry_point = _words(rest, image.variables)
        if "awslambdaric" in rest:
            image.installs_client = True
    return image


def _instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the instructions: the line that each begins at, its word, and the rest on one line."""
    begins, parts, count = 0, [""], 0
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            continue
        begins = begins or number
        parts.append(_GOES_ON.sub("", line))
        if len(parts[-1]) < len(line):
            continue
        found = _INSTRUCTION.match(" ".join(parts))
        if found and count < INSTRUCTION_LIMIT:
            yield begins, found[1].upper(), found[2].strip()
        begins, parts, count = 0, [], count + 1


def _copy(rest: str, image: Image) -> None:
    words = _words(rest, image.variables)
    if "lambda-adapter" in rest or "lambda-web-adapter" in rest:
        image.has_adapter = True
    is_local = not any(word.startswith("--from") for word in words)
    paths = [word for word in words if not word.startswith("--")]
    if not is_local or len(paths) < 2:
        return
    *sources, target = paths
    folder = posixpath.normpath(posixpath.join(image.folder, target))
    into = target.endswith(("/", ".")) or len(sources) > 1
    for source in sources:
        source = posixpath.normpath(source.lstrip("/") or ".")
        if source.endswith(("*", "*.py")) or "*" in posixpath.basename(source):
            image.copied.append(Copied(posixpath.dirname(source) or ".", folder))
        elif into and re.search(r"\.\w+$", source):
            # A file goes into a folder by its name; of a folder, what it holds.
            image.copied.append(Copied(source, posixpath.join(folder, posixpath.basename(source))))
        else:
            image.copied.append(Copied(source, folder))
            if re.search(r"\.py$", source) and not target.endswith(".py"):
                name = posixpath.basename(source)
                image.copied.append(Copied(source, posixpath.join(folder, name)))


def _words(rest: str, variables: Mapping[str, str]) -> list[str]:
    """Return the words of an instruction, written as JSON or as a shell command."""
    if rest.startswith("["):
        try:
            words = json.loads(rest)
        except ValueError:
            words = None
        if isinstance(words, list):
            return [_filled(str(word), variables) for word in words]
    return [_filled(word, variables) for word in split(rest)]


def _assigned(rest: str, variables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the variables that an ENV or ARG sets."""
    words = split(rest)
    if words and "=" not in words[0]:
        yield words[0], _filled(" ".join(words[1:]), variables)
        return
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            yield name, _filled(value, variables)


def _filled(text: str, variables: Mapping[str, str]) -> str:
    """Return the text with the image's variables filled in.

    LAMBDA_TASK_ROOT is set in Lambda's images.
    """

    def fill(found: re.Match[str]) -> str:
        name = found[1] or found[3]
        default = TASK_ROOT if name == "LAMBDA_TASK_ROOT" else found[2] or ""
        return variables.get(name, default)

    return _VARIABLE.sub(fill, text)[:TEXT_LIMIT]
