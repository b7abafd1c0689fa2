"""What is known of one line: which phases run it, what it keeps, what is reported of it."""

from __future__ import annotations

from msgspec import Struct

from snapcheck.model.finding import EntryPoint, Finding, Phase, Step


class Reach(Struct, frozen=True):
    """That a phase runs a place, and one chain of calls by which it does, outermost first."""

    phase: Phase
    steps: tuple[Step, ...]
    entry_points: tuple[EntryPoint, ...]


class Keeping(Struct, frozen=True):
    """What a line puts where it outlives INIT.

    `makes` says what is put there, `renewed` where hooks renew it, `rebound` where an invocation
    assigns it, and `used` where code after the restore uses it; all of them as steps.
    """

    label: str
    makes: tuple[str, ...]
    renewed: tuple[Step, ...]
    rebound: tuple[Step, ...]
    used: tuple[Step, ...]


class Story(Struct, frozen=True):
    """What is known of one line: which phases run it, what it keeps, and what is reported of it.

    `scope` is the function that the line stands in, empty at the top level. `findings` are those
    that have a step on the line, unsure ones too; `verdict` says in one sentence why the line is
    reported, or why it is silent. `declares` are the functions that a deployment file declares, of
    which a line is no code.
    """

    path: str
    line: int
    code: str
    scope: str
    reaches: tuple[Reach, ...]
    keeps: tuple[Keeping, ...]
    findings: tuple[Finding, ...]
    verdict: str
    declares: tuple[str, ...] | None = None
