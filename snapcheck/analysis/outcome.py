"""What following one group of entry points came to."""

from __future__ import annotations

from msgspec import Struct

from snapcheck.model import EntryPoint, Finding, Problem, Taken


class Footing(Struct, frozen=True):
    """What an outcome rests on: it would be the same again as long as all of this is.

    `reads` are the files that were read, with the digests of what they held ("" for one that could
    not be opened). `names` are the last parts of all modules that imports were looked up for.
    `outside` are paths that were looked for on the disk, outside of the folders that the run
    searched, with what was found; those of folders end with a slash.
    """

    reads: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    outside: tuple[tuple[str, bool], ...] = ()


class Outcome(Struct, frozen=True):
    """What was found out about one group; plain values, so that it can be kept and sent.

    `entry_points` are those that there are, and `homes` for each of them the folders that its
    program lies in. `modules` are the files that were read, `reached` those that an entry point
    runs, and `computing` those of them that import modules by computed names. `findings` are of
    any confidence where an ignore comment may be about them, else as sure as was asked for.
    `taken` is the time that it took; none is kept.
    """

    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()
    homes: tuple[tuple[str, ...], ...] = ()
    modules: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    computing: tuple[str, ...] = ()
    footing: Footing = Footing()
    taken: Taken = Taken()
