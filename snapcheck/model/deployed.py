"""What deployment files say of functions: the facts that rules about deployments ask for.

`deploy` reads them from each deployment language, `checks.deployment` judges them. Functions in
other languages than Python are among them, for SnapStart's limits are the same for all.

Leaf module: it imports the standard library, msgspec and the nouns only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.model import EntryPoint, Problem, Span


class Feature(Enum):
    """A feature of Lambda that SnapStart does not go with."""

    FILE_SYSTEM = "file-system"
    EPHEMERAL_STORAGE = "ephemeral-storage"
    PROVISIONED_CONCURRENCY = "provisioned-concurrency"
    IMAGE = "image"
    TENANT_ISOLATION = "tenant-isolation"


class Setting(Struct, frozen=True, gc=False):
    """Something that a deployment file says, and the property that says it.

    `sure` is False where it holds under a condition only, `left_over` True where something else
    says what counts.
    """

    text: str
    span: Span
    sure: bool = True
    left_over: bool = False


class Used(Struct, frozen=True, gc=False):
    """A feature that a function uses; `amount` is in MB for ephemeral storage, else unused."""

    feature: Feature
    span: Span
    amount: int | None = None
    sure: bool = True


class Deployed(Struct, frozen=True, gc=False):
    """One function, as its deployment file declares it.

    `name` is what that file calls it. `entry` is the Python function that is called, where its
    code was found. `snapstart` stands where SnapStart is switched on, and is None where it is off
    or unknown. `published` tells whether a version is published or an alias points to one, None
    where that cannot be known. `bypasses` are the triggers and permissions that name the function
    without a version or alias; the text of each says what it is. The last three need not be
    looked for where `snapstart` is None: nobody asks.
    """

    name: str
    declared_in: str
    entry: EntryPoint | None = None
    runtime: Setting | None = None
    snapstart: Setting | None = None
    published: bool | None = None
    uses: tuple[Used, ...] = ()
    bypasses: tuple[Setting, ...] = ()


class Line(Struct, frozen=True, gc=False):
    """Where one line of embedded code stands: line and column of its first character, from 1.

    `wider` holds, for characters that are written as longer escapes, how far the rest of the line
    is moved to the right: pairs of the character's index and all columns added up to it.
    """

    line: int
    column: int
    wider: tuple[tuple[int, int], ...] = ()


class Embedded(Struct, frozen=True, gc=False):
    """Python code that is written into a deployment file.

    `path` names it among the files of the run (`template.yaml#Fn`), `within` is the file that it
    stands in, and `lines` where each of its lines stands there.
    """

    path: str
    within: str
    text: str
    lines: tuple[Line, ...]

    def span(self, inside: Span) -> Span:
        """Return where a stretch of the code stands in the deployment file."""
        line, column = self._place(inside.line, inside.column)
        end_line, end_column = self._place(inside.end_line, inside.end_column)
        return Span(self.within, line, column, end_line, end_column)

    def _place(self, line: int, column: int) -> tuple[int, int]:
        if not self.lines:
            return 1, 1
        start = self.lines[min(max(line, 1), len(self.lines)) - 1]
        moved = max((extra for index, extra in start.wider if index < column - 1), default=0)
        return start.line, start.column + column - 1 + moved


class Foreign(Struct, frozen=True, order=True):
    """A Python file that is deployed to something else than Lambda, and what says so."""

    path: str
    why: str


class Declared(Struct, frozen=True):
    """What deployment files declare, and what is wrong with them.

    `programs` are the Python files that were parsed to find that out, `foreign` those that another
    platform runs.
    """

    functions: tuple[Deployed, ...] = ()
    problems: tuple[Problem, ...] = ()
    notices: tuple[str, ...] = ()
    embedded: tuple[Embedded, ...] = field(default=())
    programs: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()

    @property
    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The Python functions that are called, in the order of their declarations."""
        return tuple(each.entry for each in self.functions if each.entry is not None)


def sharing_texts(functions: Iterable[Deployed]) -> Iterator[Deployed]:
    """Yield the functions with one text for all paths, names and runtimes that are equal.

    Copies of them would be half of what thousands of functions take.
    """
    known: dict[str, str] = {}

    def one(text: str) -> str:
        return known.setdefault(text, text)

    for each in functions:
        runtime, entry = each.runtime, each.entry
        if runtime is not None:
            span = replace(runtime.span, path=one(runtime.span.path))
            runtime = replace(runtime, text=one(runtime.text), span=span)
        if entry is not None:
            entry = replace(entry, path=one(entry.path), function=one(entry.function))
        yield replace(each, declared_in=one(each.declared_in), runtime=runtime, entry=entry)


def joined(parts: Iterable[Declared]) -> Declared:
    """Return all that several files declare, in their order; each notice once."""
    found = tuple(parts)
    return Declared(
        tuple(function for each in found for function in each.functions),
        tuple(problem for each in found for problem in each.problems),
        tuple(dict.fromkeys(notice for each in found for notice in each.notices)),
        tuple(code for each in found for code in each.embedded),
        tuple(path for each in found for path in each.programs),
        tuple(file for each in found for file in each.foreign),
    )
