"""Programs that were linked last, kept for who asks of them again: an editor, at each keystroke.

A kept program is the one that linking its files anew would come to. Of a file that changed it takes
the new facts, where only bodies of functions differ and nobody else sees that; else it is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from snapcheck.analysis.partitions import Partition
from snapcheck.analysis.result import Dependencies
from snapcheck.analysis.sources import Meant, Reading, relative
from snapcheck.analysis.task import Task
from snapcheck.facts import ModuleFacts
from snapcheck.link.program import Program
from snapcheck.model import EntryPoint, Request
from snapcheck.read.editing import Editing
from snapcheck.read.python import read_module

# An editor is in one program, or goes from one to another.
_MOST_KEPT = 2
# What changed in more files at once was no keystroke.
_MOST_CHANGED = 3


class _Kept(Struct, frozen=True):
    """A program, and what it rests on besides the files that it has read."""

    setting: tuple[object, ...]
    listing: frozenset[str]
    links: Mapping[str, str]
    program: Program
    dependencies: Dependencies
    meant: Mapping[str, Meant]


class KeptLinks(Struct):
    """The programs that were linked last, by the keys of their partitions."""

    reused: int = 0
    """How often a program was asked again instead of linked."""
    _editing: Editing = field(default_factory=Editing)
    _kept: dict[str, _Kept] = field(default_factory=dict)

    def reader(self, request: Request) -> Callable[[bytes, str], ModuleFacts]:
        """Return what reads files: of those that are being edited what changed."""
        edited = frozenset(relative(path, request.root) for path, _ in request.overlay)
        self._editing.keep(edited)

        def read(source: bytes, path: str) -> ModuleFacts:
            reading = self._editing.read if path in edited else read_module
            return reading(source, path)

        return read

    def reads(self, path: str, source: bytes) -> bool:
        """Tell whether a file that is being edited surely is Python; else it may be, too."""
        return self._editing.reads(source, path)

    def take(
        self, partition: Partition, entries: Sequence[EntryPoint], task: Task, reading: Reading
    ) -> Program | None:
        """Return the program of a partition as it is now, if it need not be linked anew.

        It is kept no longer; `reading` then rests on all that it rests on.
        """
        kept = self._kept.pop(partition.key, None)
        if kept is None or not _still_holds(kept, _setting(entries, task), reading):
            return None
        reads = dict(kept.dependencies.reads)
        changed = [path for path, digest in reads.items() if reading.digest_of(path) != digest]
        if len(changed) > _MOST_CHANGED or not all(
            _takes(kept.program, path, task, reading) for path in changed
        ):
            return None
        reading.resume(kept.dependencies, kept.meant)
        self.reused += 1
        return replace(kept.program)

    def keep(
        self,
        partition: Partition,
        entries: Sequence[EntryPoint],
        task: Task,
        program: Program,
        reading: Reading,
    ) -> None:
        """Keep the program of a partition, the last ones of all."""
        if reading.problems or task.request.environment is not None:
            return
        sources = reading.sources
        self._kept[partition.key] = _Kept(
            _setting(entries, task),
            frozenset(sources.python),
            sources.links.targets,
            program,
            reading.dependencies(),
            reading.meant,
        )
        for key in [*self._kept][:-_MOST_KEPT]:
            del self._kept[key]


def _setting(entries: Sequence[EntryPoint], task: Task) -> tuple[object, ...]:
    """Return what tells how a program is linked, besides its files."""
    return (
        tuple([astuple(entry) for entry in entries]),
        task.request.source_roots,
        task.request.audited,
        id(task.known),
    )


def _still_holds(kept: _Kept, setting: tuple[object, ...], reading: Reading) -> bool:
    """Tell whether all but the files that were read is as it was."""
    sources = reading.sources
    return (
        kept.setting == setting
        and sources.python.keys() == kept.listing
        and sources.links.targets == kept.links
        and all(sources.has(path) is there for path, there in kept.dependencies.outside)
    )


def _takes(program: Program, path: str, task: Task, reading: Reading) -> bool:
    """Let a program take what a file holds now; whether it does."""
    if path not in program.modules or task.scans.may_hook(path):
        return False
    module = reading.facts(path)
    return module is not None and program.take(module)
