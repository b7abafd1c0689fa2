"""Everything that the deployment files of a run declare, whatever language they are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

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


def declared(files: Sequence[Path], disk: Disk, programs: Iterable[ProgramFile] = ()) -> Declared:
    """What deployment files and programs declare; a file of no known language is a template."""
    by_language: dict[Language, list[Place]] = {}
    for file in files:
        place = Place.of(file, disk)
        language = language_of(str(place.template), disk) or Language.CLOUDFORMATION
        by_language.setdefault(language, []).append(place)
    found = list(_each(by_language, disk))
    written = by_language.get(Language.TYPESCRIPT, [])
    if typescript.available():
        programs = [*programs, *cdk.read_typescript(written)]
    elif written:
        found.append(Declared(notices=(cdk.TYPESCRIPT_NOTICE,)))
    return _joined([_joined(found), cdk.declared(programs, disk)])


def _each(by_language: dict[Language, list[Place]], disk: Disk) -> Iterator[Declared]:
    templates = by_language.get(Language.CLOUDFORMATION, [])
    nested = nesting(templates, disk)
    yield Declared(problems=tuple(nested.problems))
    for template in templates:
        yield cloudformation.declared(template, nested.of(template.template))
    yield terraform.declared(by_language.get(Language.TERRAFORM, ()), disk)
    for language, read in READERS.items():
        for place in by_language.get(language, ()):
            yield read(place)


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
    )


def _is_synthesised(function: Deployed) -> bool:
    """Whether a CDK program wrote the declaration: what has to be mended stands in the program."""
    return SYNTHESISED in PurePosixPath(function.declared_in).parts


def _code_of(entry: EntryPoint, texts: Mapping[str, str]) -> tuple[str, str]:
    """What an entry point runs: a function of a file, or code that is written out."""
    return (texts.get(entry.path, entry.path), entry.function)
