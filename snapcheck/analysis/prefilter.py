"""The prefilter: programs in which nothing can be frozen, known by the words in them.

Whatever matters to a snapshot is the use of a name that the knowledge has, and that the program
spells, or puts together with one of the words by which Python looks names up. A program of one file
that has no such word is what it looks like, and following values through it would find nothing. So
is one that has only words that matter in INIT, where INIT uses none, or only such as cost something
in an invocation, where no function uses one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache, partial
from posixpath import dirname

from msgspec import Struct

from snapcheck.analysis.coverage import coverage_of
from snapcheck.analysis.partitions import Partition
from snapcheck.analysis.result import Result
from snapcheck.analysis.sources import Reading
from snapcheck.analysis.spelled import may_be_called_later, may_be_used_in_init
from snapcheck.analysis.task import Task
from snapcheck.facts import (
    DefineClass,
    DefineFunction,
    Import,
    ImportFrom,
    ModuleFacts,
    Raise,
    Statement,
)
from snapcheck.knowledge import Knowledge, Spelling
from snapcheck.link.imports import Finder, packages_around
from snapcheck.link.syntax import nodes
from snapcheck.model import EntryPoint
from snapcheck.read.source import Unreadable, decode

# Takes the place of all that no word of ASCII is made of: to split is faster than to search.
_BLANKED = bytes(
    each if (chr(each).isalnum() and each < 128) or each == 95 else 32 for each in range(256)
)
_LOOKS_UP = frozenset(
    (
        *(b"getattr", b"setattr", b"__import__", b"import_module", b"exec", b"eval"),
        *(b"globals", b"locals", b"vars", b"__dict__", b"__builtins__", b"attrgetter"),
        *(b"methodcaller", b"load_entry_point", b"entry_points"),
        # Settings name further modules of the program.
        *(b"django", b"DJANGO_SETTINGS_MODULE"),
    )
)


def prefiltered(
    partition: Partition, entries: Sequence[EntryPoint], task: Task, reading: Reading
) -> Result | None:
    """Return the result of a program that can't hold anything; None if it has to be followed."""
    if len(partition.files) != 1 or task.request.environment is not None:
        return None
    (path,) = partition.files
    source = _in_ascii(reading.bytes(path))
    words = _Words.of(source, task.known)
    if words is None:
        return None
    module = reading.facts(path)
    if module is None or not words.matter_nowhere_in(module):
        return None
    defined = _plain_functions(module)
    if not all(
        entry.function in defined and _stands_once(entry.function, source) for entry in entries
    ):
        return None
    _look_up_packages(path, entries[0], task, reading)
    folder = dirname(path)
    return Result(
        entry_points=tuple(entries),
        homes=tuple([entry.roots or (folder,) for entry in entries]),
        modules=(path,),
        reached=(path,),
        coverage=coverage_of({path: module}, lambda _: entries, (), task, reading),
        dependencies=reading.dependencies(),
        taken=reading.watch.taken(),
    )


def may_matter_later(module: ModuleFacts, known: Knowledge, reading: Reading) -> bool:
    """Tell whether invocations of a module may do anything that a rule asks about.

    That is, if INIT has left nothing; or if they import what INIT has not run.
    """
    words = _Words.of(_in_ascii(reading.bytes(module.path)), known)
    if words is None:
        return True
    bodies = tuple([each.body for each in module.functions])
    if next(nodes(bodies, (Import, ImportFrom)), None) is not None:
        return True
    return bool(words.in_invoke) and may_be_called_later(module, words.in_invoke)


def _in_ascii(source: bytes | None) -> bytes:
    """Return a source with its identifiers as Python reads them, and no other letters."""
    if source is None or source.isascii():
        return source or b""
    from unicodedata import normalize  # few files need it

    try:
        return normalize("NFKC", decode(source)).encode("ascii", "replace")
    except Unreadable:
        return b""  # it has no facts either


class _Words(Struct, frozen=True):
    """The last words of the APIs that a file may use, and that matter in one phase only."""

    in_init: frozenset[bytes]
    in_invoke: frozenset[bytes]

    @classmethod
    def of(cls, source: bytes, known: Knowledge) -> _Words | None:
        """Return those of a file; None if it has a word that matters in every phase."""
        words = set(_spelled(source))
        if not words.isdisjoint(_LOOKS_UP):
            return None
        if b"boto3" in source:
            # Type hints of its clients come from packages of other names.
            words.add(b"boto3")
        words |= {yields for word, library, yields in known.clients if {word, library} <= words}
        words.add(b"")
        used = partial(_used, source=source, words=words)
        return None if used(known.words) else cls(used(known.init_words), used(known.invoke_words))

    def matter_nowhere_in(self, module: ModuleFacts) -> bool:
        """Tell whether INIT uses none of those that matter there, and no function of the others."""
        if self.in_init and may_be_used_in_init(module, self.in_init):
            return False
        return not (self.in_invoke and may_be_called_later(module, self.in_invoke))


@lru_cache(maxsize=8)  # who follows a program asks for those of its files again
def _spelled(source: bytes) -> frozenset[bytes]:
    return frozenset(source.translate(_BLANKED).split())


def _used(
    known: Mapping[bytes, frozenset[Spelling]], source: bytes, words: Set[bytes]
) -> frozenset[bytes]:
    """Return the known words of which a file spells all that it takes."""
    any_keyword = b"**" in source
    return frozenset(
        word
        for word in words & known.keys()
        for library, keyword, start, end in known[word]
        if library in words and (any_keyword or keyword in words)
        if start in source and end in source
    )


def _plain_functions(module: ModuleFacts) -> frozenset[str]:
    """Return the functions of the top level that are surely defined, and that nothing decorates."""
    functions = []
    for statement in module.body:
        if isinstance(statement, DefineFunction):
            functions.append(module.functions[statement.function])
        elif _may_raise(statement, module):
            break
    return frozenset(each.name for each in functions if not each.decorators)


def _may_raise(statement: Statement, module: ModuleFacts) -> bool:
    """Return whether a statement, or the body of a class in it, raises anything itself."""
    if any(nodes(statement, Raise)):
        return True
    bodies = [module.classes[each.cls].body for each in nodes(statement, DefineClass)]
    return any(_may_raise(each, module) for body in bodies for each in body)


def _stands_once(name: str, source: bytes) -> bool:
    """Return whether nothing but one definition spells a name: so nothing else can bind it."""
    return len(re.findall(rb"\b" + name.encode() + rb"\b", source)) == 1


def _look_up_packages(path: str, entry: EntryPoint, task: Task, reading: Reading) -> None:
    """Take note of the packages around a file, which are blank: what they hold one day runs first.

    What it imports, and is not there yet, is noted when that is looked up for its coverage.
    """
    finder = Finder(reading.file, reading.is_folder, task.known.libraries)
    for package in packages_around(path, entry.roots, finder):
        reading.bytes(package)
