"""A finding with its story, and what mends or silences it."""

from __future__ import annotations

from enum import Enum, Flag, IntEnum, auto

from msgspec import Struct

from snapcheck.model.proof import Kept


class Phase(Flag):
    """When code runs, relative to the snapshot. A flag: one function can run in several."""

    INIT = auto()
    RESTORE = auto()
    INVOKE = auto()

    # There is one object of each: what they are called need not be hashed.
    __hash__ = object.__hash__


class Level(IntEnum):
    """How bad a finding is. Ordered, so that `finding.level >= fail_on` reads as it should."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The lower-case word that users write and read: `error`."""
        return self.name.lower()


class Confidence(IntEnum):
    """How sure the chain behind a finding is; the lower of the chain's and the knowledge's."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The lower-case word that users write and read: `high`."""
        return self.name.lower()


class Span(Struct, frozen=True, gc=False, order=True):
    """A stretch of one file.

    `path` is relative to the analysed root with forward slashes. Lines and columns count from
    1; columns count characters (code points), and `end_column` is the one after the last.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class StepKind(Enum):
    """What happens at one step of a finding's story."""

    MADE = "made"
    PASSED = "passed"
    KEPT = "kept"
    SNAPSHOT = "snapshot"
    FOUND = "found"
    USED = "used"
    DECLARED = "declared"


class Step(Struct, frozen=True, gc=False):
    """One step of a finding's story; the snapshot itself has no place in the source."""

    kind: StepKind
    text: str
    span: Span | None


class EntryPointKind(Enum):
    """How an entry point came to be known."""

    CONFIGURATION = "configuration"
    TEMPLATE = "template"
    CONVENTION = "convention"


class _Identified(Struct, frozen=True, gc=False, eq=False):
    """What is one thing by some of its fields only, whatever else is known of it."""

    def _identity(self) -> tuple[str, ...]:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Identified) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def __lt__(self, other: _Identified) -> bool:
        return self._identity() < other._identity()


class EntryPoint(_Identified, frozen=True, gc=False, eq=False):
    """A function that Lambda calls on each invocation.

    `path` and `roots` are relative to the analysed root, with forward slashes; `roots` are the
    folders that imports are looked up in, nearest first (empty: the folders from the module's own
    up to the analysed root). `snapstart` is None where nothing says whether it is on.
    `checkpoint_path` and `restore_path` are the paths that a web adapter requests before the
    snapshot and after each restore, where they are set: the route that serves the one runs in INIT,
    that of the other in RESTORE. It is one by its function, however it is known.
    """

    path: str
    function: str
    kind: EntryPointKind
    declared_in: str | None = None
    roots: tuple[str, ...] = ()
    runtime: str | None = None
    snapstart: bool | None = None
    restore_path: str | None = None
    checkpoint_path: str | None = None

    def _identity(self) -> tuple[str, ...]:
        return self.path, self.function


class Edit(Struct, frozen=True, gc=False, order=True):
    """A stretch of one file and what to put in its place; an empty stretch inserts."""

    span: Span
    text: str


class Fix(Struct, frozen=True, gc=False):
    """A change that mends a finding.

    `edits` are in the order of the file, do not overlap, and stand or fall together. A fix is
    `safe` if the code does the same as before but for what the finding is about. `description` is
    a sentence in the imperative; `note` says what else is to be done by hand, or is empty.
    """

    description: str
    edits: tuple[Edit, ...]
    safe: bool
    note: str = ""


class Brief(Struct, frozen=True, gc=False):
    """A finding in the words that fit into a line; empty where there are none.

    `subject` is what it is about (`` `TOKEN` ``), `by` the API behind it, `using` what happens at
    the place `used`: "used in `handler`". `label` is what the marked code is, where that is not
    what its rule says.
    """

    subject: str = ""
    by: str = ""
    using: str = ""
    used: Span | None = None
    label: str = ""


class Known(Struct, frozen=True, gc=False):
    """What is known of the API behind a finding: how it behaves, and who says so."""

    behaviour: str = ""
    evidence: str = ""


class Finding(Struct, frozen=True, gc=False):
    """One thing that goes wrong after a restore, with its story.

    `fingerprint` holds no line number, so that a baseline survives edits above the finding.
    `switched_on` says that the finding is about SnapStart being on, whatever the entry points say:
    a function in another language than Python has none. `kept` is where a running program keeps
    what it is about, if it keeps anything.
    """

    rule: str
    name: str
    level: Level
    confidence: Confidence
    span: Span
    message: str
    instead: str
    trace: tuple[Step, ...]
    entry_points: tuple[EntryPoint, ...]
    fingerprint: str
    fix: Fix | None = None
    switched_on: bool = False
    kept: Kept | None = None
    brief: Brief = Brief()
    known: Known = Known()

    @property
    def snapstart(self) -> bool | None:
        """True if any entry point that shows the finding has SnapStart on; None if unknown."""
        if self.switched_on:
            return True
        settings = {entry.snapstart for entry in self.entry_points}
        if True in settings:
            return True
        return None if None in settings or not settings else False


class Silence(Enum):
    """What keeps a finding out of the report."""

    COMMENT = "ignore comment"
    PATTERN = "per-file-ignores"
    BASELINE = "baseline"
    BEFORE = "earlier revision"


class Suppressed(Struct, frozen=True):
    """A finding that is not reported, by what, and why; `span` is that of the ignore comment."""

    finding: Finding
    by: Silence
    reason: str
    span: Span | None


class KnownFinding(_Identified, frozen=True, eq=False):
    """An entry of a baseline: a finding that was there before, and is to be left out.

    `path` is relative to the repository's root, with forward slashes.
    """

    path: str
    rule: str
    fingerprint: str
    message: str

    def _identity(self) -> tuple[str, ...]:
        return self.path, self.rule, self.fingerprint
