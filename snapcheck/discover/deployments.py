"""Everything that the deployment files of a run declare, whatever language they are written in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct

from snapcheck.deployed import Declared, Deployed
from snapcheck.discover import (
    cdk,
    chalice,
    cloudformation,
    dockerfile,
    serverless,
    terraform,
    typescript,
    zappa,
)
from snapcheck.discover.account import Asked
from snapcheck.discover.assets import SYNTHESISED
from snapcheck.discover.cdk import ProgramFile
from snapcheck.discover.disk import Disk
from snapcheck.discover.languages import Language, language_of
from snapcheck.discover.nested import nesting
from snapcheck.discover.place import Place
from snapcheck.model import EntryPoint

READERS: Mapping[Language, Callable[[Place], Declared]] = {
    Language.SERVERLESS: serverless.declared,
    Language.CHALICE: chalice.declared,
    Language.ZAPPA: zappa.declared,
    Language.DOCKERFILE: dockerfile.declared,
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
    programs: Callable[[], Iterable[ProgramFile]] = tuple,
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
    if typed and not typescript.available():
        typed, notice = [], Declared(notices=(cdk.TYPESCRIPT_NOTICE,))
    else:
        notice = Declared()
    modules = by_language.get(Language.TERRAFORM, [])
    wait = aside(lambda: disk.apart(lambda: _written(modules, programs, typed, disk)))
    templates = list(_in_templates(by_language.get(Language.CLOUDFORMATION, []), disk))
    others = [
        read(place)
        for language, read in READERS.items()
        for place in Place.each(by_language.get(language, ()), disk)
    ]
    written, asked = wait()
    disk.add(asked)
    return _joined([_joined([*templates, written.modules, *others, notice]), written.programs])


def _written(
    modules: Iterable[str],
    programs: Callable[[], Iterable[ProgramFile]],
    typed: Iterable[str],
    disk: Disk,
) -> Written:
    found = terraform.declared(Place.each(modules, disk), disk)
    typescripts = cdk.read_typescript(Place.each(typed, disk))
    built = cdk.declared(chain(programs(), typescripts), disk)
    return Written(found, built)


def _in_templates(templates: Sequence[str], disk: Disk) -> Iterator[Declared]:
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
