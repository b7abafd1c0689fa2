"""The result of following one partition, and the dependencies that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sys import intern
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import astuple, replace

from snapcheck.analysis.bounds import Bounded
from snapcheck.model import Coverage, EntryPoint, Finding, Problem, Taken
from snapcheck.model.deployed import Foreign


class Dependencies(Struct, frozen=True, gc=False, omit_defaults=True):
    """What a result rests on: it would be the same again as long as all of this is.

    `reads` are the files that were read, with the digests of what they held ("" for one that could
    not be opened). `names` are the last parts of all modules that imports were looked up for.
    `outside` are paths that were looked for on the disk, outside of the folders that the run
    searched, with what was found; those of folders end with a slash.
    """

    reads: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    outside: tuple[tuple[str, bool], ...] = ()


class Result(Struct, frozen=True, gc=False, omit_defaults=True):
    """What was found out about one partition; plain values, so that it can be kept and sent.

    `entry_points` are those that there are, and `homes` for each of them the folders that its
    program lies in. `modules` are the files that were read, `reached` those that an entry point
    runs, and `computing` those of them that import modules by computed names. `bounds` are the
    functions of which less was found out than the code says, as the program exceeds the budget of
    what is followed apart. `sound` are files that were found to be Python, and to hold no entry
    point after all, `foreign` those of them that another platform runs. `findings` are of any
    confidence where an ignore comment may be about them, else as sure as was asked for. `coverage`
    is of the functions of which something is not known. `taken` is the time that it took; none is
    kept.
    """

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()
    homes: tuple[tuple[str, ...], ...] = ()
    modules: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    computing: tuple[str, ...] = ()
    bounds: tuple[Bounded, ...] = ()
    sound: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    dependencies: Dependencies = Dependencies()
    taken: Taken = Taken()

    @property
    def is_repeatable(self) -> bool:
        """Return whether another run would come to the same."""
        return all(problem.repeatable for problem in self.problems)


_DECODER = msgspec.msgpack.Decoder(Result)
_NOTHING = Dependencies()


def unpacked(packed: bytes) -> Result | None:
    """Return the result that was packed; None if it was something else."""
    try:
        return _DECODER.decode(packed)
    except ValueError:
        return None


def interned(
    result: Result,
    declared: Iterable[EntryPoint],
    files: tuple[str, ...],
    known: Mapping[str, str],
) -> Result:
    """Return what a run needs of a result until it ends, with the run's own paths and entry points.

    What another process found out, or an earlier run, holds copies of what is here: of the entry
    points that were `declared`, and of paths, for which `known` has the texts of the run and
    `files` those of the partition. What the result rests on is left to who keeps it.
    """

    def shared(paths: tuple[str, ...]) -> tuple[str, ...]:
        return files if paths == files else tuple([known.get(path, path) for path in paths])

    def own(entry: EntryPoint) -> EntryPoint:
        mine = by_identity.get(entry)
        if mine is not None and astuple(mine) == astuple(entry):
            return mine
        return replace(
            entry, path=known.get(entry.path, entry.path), function=intern(entry.function)
        )

    def one(value: Any) -> Any:
        """Return what holds each text, of which findings have many in common, once."""
        if isinstance(value, str):
            return known.get(value) or intern(value)
        if isinstance(value, tuple):
            return type(value)([one(each) for each in value])
        return type(value)(*map(one, astuple(value))) if isinstance(value, Struct) else value

    by_identity = {entry: entry for entry in declared}
    return replace(
        result,
        findings=one(result.findings),
        homes=one(result.homes),
        entry_points=tuple([own(entry) for entry in result.entry_points]),
        modules=shared(result.modules),
        reached=shared(result.reached),
        sound=shared(result.sound),
        dependencies=_NOTHING,
    )
