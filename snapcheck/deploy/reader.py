"""Everything that the deployment files of a run declare, whatever language they are written in.

A language's reader is imported where there is something to read for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.deploy.cdk.assets import SYNTHESISED
from snapcheck.deploy.languages import Language, language_of
from snapcheck.deploy.place import Place
from snapcheck.deployed import Declared, Deployed
from snapcheck.filesystem.disk import Disk
from snapcheck.filesystem.fingerprint import Asked
from snapcheck.model import EntryPoint

if TYPE_CHECKING:
    from snapcheck.deploy.cdk.functions import ProgramFile

# Each file of these stands for itself, and the function `declared` of the module reads it.
_MODULES = {
    Language.SERVERLESS: "snapcheck.deploy.serverless.functions",
    Language.CHALICE: "snapcheck.deploy.chalice",
    Language.ZAPPA: "snapcheck.deploy.zappa",
    Language.DOCKERFILE: "snapcheck.deploy.dockerfile",
}


class Written(Struct, frozen=True):
    """What Terraform modules and CDK programs declare."""

    modules: Declared
    programs: Declared


Work = Callable[[], tuple[Written, Asked]]
Aside = Callable[[Work], Work]
"""Begins work, here or in another process, and gives a way to wait for what comes of it."""


def declared(
    files: Sequence[str],
    disk: Disk,
    programs: Callable[[], Iterable[ProgramFile]] | None = None,
    aside: Aside = lambda work: work,
) -> Declared:
    """What deployment files and `programs` declare; a file of no known language is a template.

    `aside` may read programs and modules in another process.
    """
    by_language: dict[Language, list[str]] = {}
    for file in files:
        language = language_of(os.path.abspath(file), disk) or Language.CLOUDFORMATION
        by_language.setdefault(language, []).append(file)
    typed = by_language.get(Language.TYPESCRIPT, [])
    modules = by_language.get(Language.TERRAFORM, [])
    wait = aside(lambda: disk.apart(lambda: _written(modules, programs, typed, disk)))
    templates = list(_in_templates(by_language.get(Language.CLOUDFORMATION, []), disk))
    others = [
        read
        for language, module in _MODULES.items()
        for read in _each(module, by_language.get(language, ()), disk)
    ]
    written, asked = wait()
    disk.add(asked)
    return _joined([_joined([*templates, written.modules, *others]), written.programs])


def _written(
    modules: Sequence[str],
    programs: Callable[[], Iterable[ProgramFile]] | None,
    typed: Sequence[str],
    disk: Disk,
) -> Written:
    found = Declared()
    if modules:
        from snapcheck.deploy.terraform import functions as terraform

        found = terraform.declared(Place.each(modules, disk), disk)
    if programs is None and not typed:
        return Written(found, Declared())
    from snapcheck.deploy.cdk import functions as cdk
    from snapcheck.deploy.cdk import typescript

    untyped = programs() if programs is not None else ()
    if typed and not typescript.available():
        built = cdk.declared(untyped, disk)
        return Written(found, replace(built, notices=(cdk.TYPESCRIPT_NOTICE,)))
    typescripts = cdk.read_typescript(Place.each(typed, disk))
    return Written(found, cdk.declared(chain(untyped, typescripts), disk))


def _each(module: str, files: Sequence[str], disk: Disk) -> Iterator[Declared]:
    if files:
        read: Callable[[Place], Declared] = import_module(module).declared
        yield from map(read, Place.each(files, disk))


def _in_templates(templates: Sequence[str], disk: Disk) -> Iterator[Declared]:
    if not templates:
        return
    from snapcheck.deploy.cloudformation import functions as cloudformation
    from snapcheck.deploy.cloudformation.nested import nesting

    nested = nesting(Place.each(templates, disk), disk)
    yield Declared(problems=tuple(nested.problems))
    for template in Place.each(templates, disk):
        yield cloudformation.declared(template, nested.of(template.template))


def _joined(found: Sequence[Declared]) -> Declared:
    codes = [code for each in found for code in each.embedded]
    functions = [function for each in found for function in each.functions]
    texts = {code.path: code.text for code in codes}
    said = {
        _code_of(each.entry, texts)
        for each in functions
        if each.entry is not None and each.entry.snapstart is not None and not _is_synthesised(each)
    }
    kept = [
        each
        for each in functions
        if each.entry is None
        or not _is_synthesised(each)
        or _code_of(each.entry, texts) not in said
    ]
    paths = {each.entry.path for each in kept if each.entry is not None}
    return Declared(
        tuple(kept),
        tuple(problem for each in found for problem in each.problems),
        tuple(dict.fromkeys(notice for each in found for notice in each.notices)),
        tuple(code for code in codes if code.path in paths),
        tuple(path for each in found for path in each.programs),
    )


def _is_synthesised(function: Deployed) -> bool:
    """Whether a CDK program wrote the declaration: what has to be mended stands in the program."""
    return SYNTHESISED in PurePosixPath(function.declared_in).parts


def _code_of(entry: EntryPoint, texts: Mapping[str, str]) -> tuple[str, str]:
    """What an entry point runs: a function of a file, or code that is written out."""
    return (texts.get(entry.path, entry.path), entry.function)
