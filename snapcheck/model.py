"""The nouns that every stage shares: phases, places in source, findings, problems, reports.

Leaf module: it imports the standard library, the nouns of `proof`, and msgspec, whose structures
are made in a fraction of the time of dataclasses. All types are frozen and hold no syntax tree, so
that they can be compared, sorted, pickled and cached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, Flag, IntEnum, StrEnum, auto
from pathlib import Path

from msgspec import Struct

from snapcheck.proof import Kept, Verification


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


class ProblemKind(StrEnum):
    """What kind of problem it is; the names are stable, and a baseline can accept most of them."""

    MISSING_PATH = "missing-path"
    """A path that was named is not there, or holds nothing to analyse."""
    UNREADABLE_PATH = "unreadable-path"
    """A file or folder that was found can't be looked at."""
    UNREADABLE_FILE = "unreadable-file"
    """A Python file that is no Python, or no text."""
    UNREADABLE_TEMPLATE = "unreadable-template"
    """A deployment file that can't be read, or contradicts itself."""
    MISSING_HANDLER = "missing-handler"
    """A function whose file, or whose function in it, does not exist."""
    UNKNOWN_HANDLER = "unknown-handler"
    """A function whose handler or code another program fills in."""
    CODE_OUTSIDE = "code-outside"
    """A function whose code lies outside of what is analysed."""
    NO_ENTRY_POINT = "no-entry-point"
    """No function of the code is one that Lambda calls."""
    NOT_FIXED = "not-fixed"
    """A file that could not be fixed."""
    NOT_RUN = "not-run"
    """An entry point that could not be run."""
    LIMIT = "limit-met"
    """A program that takes more time or memory than it may."""
    INTERNAL = "internal-error"
    """A failure of snapcheck's own."""


class Problem(Struct, frozen=True, gc=False, order=True):
    """Something that could not be analysed, and why. Problems raise the exit code to 2.

    `path` is relative to the analysed root, or the path as the user wrote it; `line` counts
    from 1 and is 0 where no line is known. `mend` says what the user can do. Another run need not
    meet one that is not `repeatable`: an internal failure, or a limit of time or memory. No result
    with such a problem is cached or compared with that of another run. With its `kind` and path,
    `subject` tells it from others without a line: a function and its handler, for instance.
    """

    path: str
    line: int
    message: str
    mend: str
    repeatable: bool = True
    kind: ProblemKind = ProblemKind.UNREADABLE_PATH
    subject: str = ""

    @property
    def is_acceptable(self) -> bool:
        """Return whether a baseline may accept it: it is there again, and not a wrong call."""
        wrong_call = self.kind in (ProblemKind.MISSING_PATH, ProblemKind.NO_ENTRY_POINT)
        return self.repeatable and not wrong_call


class Unreached(Struct, frozen=True, order=True):
    """A Python file that no entry point reaches, and why it was taken for none itself."""

    path: str
    reason: str


class Coverage(Struct, frozen=True, gc=False, order=True):
    """What is not known of the program of the function `function` in `path`.

    `problems` are those of files that it runs; `doubts` say of bounds that were met, and of
    first-party imports that were not followed, with their places. `packages` are the third-party
    packages that it imports and that no row of the knowledge base is about.
    """

    path: str
    function: str
    problems: tuple[Problem, ...] = ()
    doubts: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


class Example(Struct, frozen=True):
    """One code block of a rule page: `kind` is bad or good, `language` python, yaml, json or hcl.

    `line` is the line of the rule file at which the block's first line stands, from 1.
    """

    kind: str
    language: str
    text: str
    line: int


class Question(Struct, frozen=True):
    """What a rule asks: a question from `checks/`, and what it is about.

    `about` is a hazard, a flag, a cost or a case of the check, empty where it needs none. The rest
    narrows the question down, each where it is not empty: to some `apis`, to calls in some `phases`
    (by name), and to `only` some variables, features or runtimes. A pattern that ends with `*`
    stands for all that begin so.
    """

    check: str
    about: str
    apis: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def concerns(self, api: str) -> bool:
        """Return whether the question is about the API of that name."""
        return not self.apis or fits(api, self.apis)


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Return whether one of `patterns` is `name`, or ends with `*` and is how it begins."""
    return any(
        name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
        for pattern in patterns
    )


class Rule(Struct, frozen=True):
    """All that is known of one rule; the rule file in `rules/` is its only source.

    `security_severity` is a string because SARIF wants one ("7.5"); None where the rule is no
    security rule. `precision` is how many of its findings are right: very-high, high, medium or
    low. `message` is a template over the words that its checks fill in. `label` says in a few words
    what the marked code is, `label_after` what becomes of it where it is used after a restore.
    """

    code: str
    name: str
    summary: str
    level: Level
    questions: tuple[Question, ...]
    message: str
    instead: str
    security_severity: str | None
    tags: tuple[str, ...]
    page: str
    examples: tuple[Example, ...]
    precision: str = "medium"
    label: str = ""
    label_after: str = ""


class Taken(Struct, frozen=True, eq=False):
    """The seconds that stages and rules took; no two runs take as long, and any two are equal."""

    times: tuple[tuple[str, float], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Taken)

    def __hash__(self) -> int:
        return hash(Taken)


class Report(Struct, frozen=True):
    """Everything one run found out; each format of `report/` renders it as a whole.

    `sources` holds the text of the files that findings and their traces point into. `notices`
    are things worth saying that do not raise the exit code. `stale` are entries of the baseline
    that no longer occur; `elsewhere` counts findings that touch none of the changed files. `taken`
    is the time of all processes together. `imports` are the files that each file imports;
    empty where the request did not ask for them. `verification` is what running the program said,
    if it was run. `coverage` is told of functions of which anything is not known. It is
    `partial` where it tells only of findings that touch changed files.
    `roots` are, by entry point, further folders in which its imports were found.
    """

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    entry_points: tuple[EntryPoint, ...]
    files_seen: int
    files_reached: int
    rules: tuple[Rule, ...]
    sources: Mapping[str, str]
    version: str
    suppressed: tuple[Suppressed, ...] = ()
    stale: tuple[KnownFinding, ...] = ()
    elsewhere: int = 0
    unreached: tuple[Unreached, ...] = ()
    taken: Taken = Taken()
    imports: Mapping[str, tuple[str, ...]] = {}
    verification: Verification | None = None
    accepted: tuple[Problem, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    partial: bool = False
    roots: Mapping[EntryPoint, tuple[str, ...]] = {}


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


class Comment(Struct, frozen=True):
    """One comment, from its mark to the end of its line; `alone` if nothing else is on the line.

    `line` and `column` count from 1, columns in characters; `text` begins with the mark. `blanks`
    counts the blanks between what stands before it and the mark.
    """

    line: int
    column: int
    text: str
    alone: bool
    blanks: int


class Commented(Struct, frozen=True):
    """The comments of one file, and the lines that belong together.

    `statements` are the first and last lines, from 1, of each simple statement and of the header
    of each compound one, decorators included. `begins` is the line of the first statement that is
    no docstring, 0 where there is none.
    """

    path: str
    comments: tuple[Comment, ...]
    statements: tuple[tuple[int, int], ...]
    begins: int


class Stage(Enum):
    """What an analysis is at."""

    FIND = "find"
    """Looks for files."""
    READ = "read"
    """Looks at files, and reads deployments."""
    FOLLOW = "follow"
    """Follows programs, one entry point or several that share code."""
    CHECK = "check"
    """Checks the files that no program runs."""


class Progress(Struct, frozen=True):
    """How far an analysis has come: `done` of `total` files or programs; both 0 if not known."""

    stage: Stage
    done: int = 0
    total: int = 0


OnProgress = Callable[[Progress], None]
"""Told how far an analysis has come; called often and in its midst, so it must be quick."""


class Request(Struct, frozen=True):
    """What one run is asked to do; doors translate into this, and out of a Report.

    `paths` are the files and folders to analyse; `root` is the folder that all reported paths are
    relative to. `entry_points` are `FILE:FUNCTION` declarations. `select` and `ignore` are rule
    codes, prefixes or names; an empty `select` means all rules, and `extend_select` are more of
    them. `levels` are other levels for rules; nothing below `min_level` is reported. `environment`
    is a Python environment (its folder or its interpreter) whose installed packages may be looked
    at. `only_snapstart` keeps to the functions whose deployment file switches SnapStart on.

    `exclude` and the first parts of `per_file_ignores` are patterns as in a .gitignore file that
    lies in the folder `patterns_from`. With `force_exclude` they, .gitignore files and the search
    for vendored packages hold for files in `paths` as well. `baseline` are findings to leave out,
    `before` those that were there at an earlier state. `changed`, if not None, keeps to findings
    whose story touches one of these files or folders; `changed_lines` to those that touch one of
    these ranges of lines, by whole path. `overlay` are files and the bytes to read in their place;
    they need not be there. `knowledge` are folders of further rules and APIs. Without `screen`
    programs in which no known name appears are followed as well; the report is the same. With
    `imports` the report says which modules import which. `audited` are installed packages that are
    themselves what is asked about. `source_roots` are folders, relative to `root`, in which imports
    of all programs are looked up.
    """

    paths: tuple[Path, ...]
    root: Path
    entry_points: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence = Confidence.MEDIUM
    include_vendored: bool = False
    environment: Path | None = None
    exclude: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    patterns_from: Path | None = None
    force_exclude: bool = False
    baseline: tuple[KnownFinding, ...] = ()
    changed: tuple[Path, ...] | None = None
    overlay: tuple[tuple[Path, bytes], ...] = ()
    knowledge: tuple[Path, ...] = ()
    only_snapstart: bool = False
    screen: bool = True
    imports: bool = False
    extend_select: tuple[str, ...] = ()
    levels: tuple[tuple[str, Level], ...] = ()
    changed_lines: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] | None = None
    before: tuple[KnownFinding, ...] = ()
    min_level: Level = Level.NOTE
    audited: tuple[str, ...] = ()

    def level_of(self, code: str) -> Level | None:
        """Return the level that the user gives a rule, by the longest prefix; None for none."""
        fitting = [(len(prefix), level) for prefix, level in self.levels if code.startswith(prefix)]
        return max(fitting)[1] if fitting else None

    source_roots: tuple[str, ...] = ()
