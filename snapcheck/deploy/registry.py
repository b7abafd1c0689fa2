"""The deployment languages, and what a run's files declare in them.

A language is a package that exports `NAMES`, `sniff` and `declared` (see `Language`); it counts
once it is listed in `LANGUAGES`. Every run asks the first two of many files: so they parse nothing,
and `declared` imports the parser of its language itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from snapcheck.deploy import cdk, chalice, cloudformation, dockerfile, serverless, terraform, zappa
from snapcheck.deploy.cdk.assets import SYNTHESISED
from snapcheck.filesystem.disk import Disk
from snapcheck.filesystem.fingerprint import Queries
from snapcheck.internal import internal_problem
from snapcheck.model import EntryPoint
from snapcheck.model.deployed import Declared, Deployed, joined, sharing_texts

if TYPE_CHECKING:
    from snapcheck.deploy.cdk.program_file import ProgramFile
    from snapcheck.deploy.place import Place

# One more byte than a template may have: so that who reads it can tell that there is more.
SNIFF_LIMIT = 2 * 1024 * 1024 + 1


class Language(Protocol):
    """A deployment language: what each package in `LANGUAGES` exports."""

    NAMES: re.Pattern[str]
    """What the names of its files match as a whole."""

    def sniff(self, path: str, read: Callable[[], bytes]) -> bool:
        """Return whether a file with a fitting name is of this language.

        `read` returns the first bytes of the file and raises OSError; a language that knows its
        files by their paths does not call it.
        """
        ...

    def declared(self, places: Iterable[Place], disk: Disk) -> Declared:
        """Return what files of this language declare, and what is wrong with them."""
        ...


LANGUAGES: tuple[Language, ...] = (
    cdk,
    dockerfile,
    zappa,
    chalice,
    serverless,
    terraform,
    cloudformation,
)
"""All languages, in the order in which a file is offered to them: the most special first."""

_SLOW = (terraform, cdk)  # their parsers take the longest, so another process may run them

Work = Callable[[], tuple[Sequence[Declared], Queries]]
Aside = Callable[[Work], Work]
"""Begins work, here or in another process, and gives a way to wait for what comes of it."""


@lru_cache(maxsize=10_000)  # folders of one repository hold files of the same names
def _fitting(name: str) -> tuple[Language, ...]:
    return tuple([each for each in LANGUAGES if each.NAMES.fullmatch(name)])


def may_deploy(name: str) -> bool:
    """Return whether a file of this name can be a deployment file."""
    return bool(_fitting(name))


def language_of(path: str, disk: Disk) -> Language | None:
    """Return the language of a file; None if it deploys no functions or cannot be read.

    A file that its path tells is not read here: its language's reader says if it cannot be.
    """
    read = partial(disk.read, path, SNIFF_LIMIT)
    for language in _fitting(path.rpartition(os.sep)[2]):
        try:
            if language.sniff(path, read):
                return language
        except OSError:
            return None
        except Exception:
            return language  # its reader says what is wrong with the file, or finds nothing wrong
    disk.forget(path)
    return None


def declared(
    files: Iterable[str],
    disk: Disk,
    programs: Callable[[], Iterable[ProgramFile]] | None = None,
    aside: Aside = lambda work: work,
) -> Declared:
    """Return what deployment files and CDK `programs` in Python declare.

    A file of no known language is taken for a template. `aside` may run the slow parsers in another
    process.
    """
    by_language: dict[Language, list[str]] = {each: [] for each in reversed(LANGUAGES)}
    for file in files:
        language = language_of(os.path.abspath(file), disk)
        by_language[language or cloudformation].append(file)

    def read(language: Language) -> Declared:
        return _read(language, by_language[language], disk, programs)

    wait = aside(lambda: disk.apart(lambda: [read(each) for each in _SLOW]))
    found = {each: read(each) for each in by_language if each not in _SLOW}
    slow, asked = wait()
    disk.add(asked)
    found.update(zip(_SLOW, slow, strict=True))
    return _without_copies(joined(found[each] for each in by_language))


def _read(
    language: Language,
    files: Sequence[str],
    disk: Disk,
    programs: Callable[[], Iterable[ProgramFile]] | None,
) -> Declared:
    if language is not cdk or programs is None:
        programs = _no_programs
        if not files:
            return Declared()
    try:
        # One after the other: the trees of all would take most of what a large run takes.
        found = _declared(language, files, disk, programs())
        return replace(found, functions=tuple(sharing_texts(found.functions)))
    except Exception:
        # One of them is the cause: the others are read without it.
        alone = [_alone(language, file, disk) for file in files]
        return joined([*alone, *[_alone(language, each, disk) for each in programs()]])


def _no_programs() -> Iterable[ProgramFile]:
    return ()


def _declared(
    language: Language, files: Sequence[str], disk: Disk, built: Iterable[ProgramFile]
) -> Declared:
    from snapcheck.deploy.place import Place

    places = Place.each(files, disk)
    if language is cdk:
        return cdk.declared(places, disk, built)
    return language.declared(places, disk)


def _alone(language: Language, file: str | ProgramFile, disk: Disk) -> Declared:
    """Return what one file declares; an internal failure is a problem of that file."""
    try:
        if isinstance(file, str):
            return _declared(language, [file], disk, [])
        return _declared(language, [], disk, [file])
    except Exception as error:
        path = (disk.below(file) or file) if isinstance(file, str) else file.path
        problem = internal_problem(path, "reading what it deploys", error)
        return Declared(problems=(problem,))


def _without_copies(found: Declared) -> Declared:
    """Leave out what a CDK program wrote of functions that something else declares too.

    What has to be corrected stands in the program, not in the template that it wrote.
    """
    texts = {code.path: code.text for code in found.embedded}
    original = {
        _code_of(each.entry, texts)
        for each in found.functions
        if each.entry is not None and each.entry.snapstart is not None and not _is_synthesised(each)
    }
    kept = [
        each
        for each in found.functions
        if each.entry is None
        or not _is_synthesised(each)
        or _code_of(each.entry, texts) not in original
    ]
    paths = {each.entry.path for each in kept if each.entry is not None}
    embedded = tuple(code for code in found.embedded if code.path in paths)
    return replace(found, functions=tuple(kept), embedded=embedded)


def _is_synthesised(function: Deployed) -> bool:
    """Return whether a CDK program wrote the declaration."""
    return SYNTHESISED in PurePosixPath(function.declared_in).parts


def _code_of(entry: EntryPoint, texts: Mapping[str, str]) -> tuple[str, str]:
    """Return what an entry point runs: a function of a file, or code in a template."""
    return (texts.get(entry.path, entry.path), entry.function)
