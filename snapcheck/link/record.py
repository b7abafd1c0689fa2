"""One place of a program: who put what there, in which phase, and who has read it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from itertools import islice

from msgspec import Struct

from snapcheck.link.values import NOTHING, Value, join
from snapcheck.model import Phase

# What is written anew is compared with so many other writes there.
_MOST_COMPARED = 8


class Write(Struct, eq=False, gc=False):
    """What one statement put somewhere, in one activation."""

    value: Value
    phase: Phase
    activation: int
    statement: int
    # An INIT value that the same top level overwrote: gone when the snapshot is taken.
    overwritten: bool = False
    # Nothing ran in between that has read it: nobody ever sees it.
    unseen: bool = False


class Record(Struct, eq=False, gc=False):
    """One place: its writes, its readers, and what it holds to whom.

    Most places are written once and read by few: only what is there takes memory. `further` are
    the writes after the first one, by activation and statement.
    """

    first: Write | None = None
    further: dict[tuple[int, int], Write] | None = None
    readers: set[int] | None = None
    # Whether INIT put anything there: else nothing there can be renewed.
    is_initial: bool = False
    # What the writes come to, where there are several.
    init: Value | None = None
    restore: Value | None = None
    invoke: Value | None = None
    renewed: Value | None = None

    def writes(self) -> list[Write]:
        """Return all writes, in the order in which they were first made."""
        if self.first is None:
            return []
        return [self.first] if self.further is None else [self.first, *self.further.values()]

    def write_of(self, activation: int, statement: int) -> Write | None:
        """Return the write that a statement of an activation made before."""
        first = self.first
        if first is not None and first.activation == activation and first.statement == statement:
            return first
        return None if self.further is None else self.further.get((activation, statement))

    def add(self, write: Write) -> None:
        """Note a write of a statement that made none before, and is not the first one."""
        if self.further is None:
            self.further = {(write.activation, write.statement): write}
        else:
            self.further[write.activation, write.statement] = write
        if write.phase is Phase.INIT:
            self.is_initial = True
        self.forget()

    def shows(self, write: Write) -> bool:
        """Tell whether one of the last writes in its phase has put there all that `write` does."""
        last = islice(reversed(self.further.values()), _MOST_COMPARED) if self.further else ()
        return any(
            each.phase is write.phase and not each.overwritten and write.value <= each.value
            for each in (self.first, *last)
            if each is not None
        )

    def own(self, activation: int) -> list[Value]:
        """Return what each statement of an activation has put there."""
        return [write.value for write in self.writes() if write.activation == activation]

    def withdraw(self, activation: int) -> list[Value]:
        """Take away what an activation has put there, and keep its place; what that was."""
        held = self.own(activation)
        for write in self.writes():
            if write.activation == activation:
                write.value = NOTHING
        self.forget()
        return held

    def drop(self, activation: int, statements: AbstractSet[int]) -> None:
        """Forget the writes of an activation but for those of some statements."""
        left = [w for w in self.writes() if w.activation != activation or w.statement in statements]
        self.first = left[0] if left else None
        self.further = {(w.activation, w.statement): w for w in left[1:]} or None
        self.init = self.restore = self.invoke = self.renewed = None

    def forget(self) -> None:
        """Say that what it holds is to be joined again."""
        if self.further is not None:
            self.init = self.restore = self.invoke = self.renewed = None

    def read(self, phase: Phase, *, renewed: bool = False) -> Value:
        """Return what it may hold when read in `phase`; if `renewed`, only from since the restore.

        INIT code sees INIT's writes; RESTORE and INVOKE see what the snapshot holds and what they
        wrote themselves.
        """
        if self.further is None:
            first = self.first
            if first is None or not _visible(first, phase, renewed):
                return NOTHING
            return first.value
        if phase is Phase.INIT:
            if self.init is None:
                self.init = self._joined(phase, renewed)
            return self.init
        if renewed:
            if self.renewed is None:
                self.renewed = self._joined(phase, renewed)
            return self.renewed
        if phase is Phase.RESTORE:
            if self.restore is None:
                self.restore = self._joined(phase, renewed)
            return self.restore
        if self.invoke is None:
            self.invoke = self._joined(phase, renewed)
        return self.invoke

    def _joined(self, phase: Phase, renewed: bool) -> Value:
        return join([w.value for w in self.writes() if _visible(w, phase, renewed)])


def _visible(write: Write, phase: Phase, renewed: bool) -> bool:
    if phase is Phase.INIT:
        return write.phase is Phase.INIT and not write.overwritten
    if renewed:
        return write.phase is not Phase.INIT
    if write.phase is Phase.INIT:
        return not write.overwritten
    return write.phase is phase or phase is Phase.INVOKE
