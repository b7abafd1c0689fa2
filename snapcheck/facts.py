"""The facts of one module: its statements and expressions, lowered to what can matter.

`read` produces them from a LibCST tree once a file; `link` follows values through them. They hold
no tree and no line numbers: a place in the source is a *site*, the n-th noted node of its module
in reading order, and `read.flagged` turns the few sites that get reported into lines and columns.

Leaf module: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def fact(cls: type[T]) -> type[T]:
    """A slotted dataclass that type checkers take for a frozen one.

    That nobody changes a fact is left to them: the guard would make building the facts of a file
    half as slow again.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


Constant = str | bytes | int | float | complex | bool | None


# --- expressions -------------------------------------------------------------------------------


@fact
class Literal:
    """A constant. Strings longer than a key or a name is ever are kept as an empty string."""

    value: Constant


@fact
class Name:
    """A name that is read (or, as a target, bound)."""

    name: str
    site: int


@fact
class Attribute:
    """`base.name`."""

    base: Expression
    name: str
    site: int


@fact
class Subscript:
    """`base[index]`; a slice is an index that is no Literal."""

    base: Expression
    index: Expression
    site: int


@fact
class Argument:
    """One argument of a call: `star` is "", "*" or "**"."""

    value: Expression
    keyword: str | None
    star: str


@fact
class Call:
    """`function(arguments)`."""

    function: Expression
    arguments: tuple[Argument, ...]
    site: int


@fact
class Combine:
    """A new value computed from all parts: arithmetic, f-strings, slices, concatenation.

    `operator` is the special method that computes it (`__add__`, `__format__`, `__neg__`), empty
    where there is none. An f-string of plain fields has `__str__`, and its texts as parts too.
    """

    parts: tuple[Expression, ...]
    operator: str = ""


@fact
class Compare:
    """A comparison: its result is a decision, no copy of an operand.

    `operator` is "==", "!=", "is", "is not" or, for all that compare sizes, "<" where two parts are
    compared, else empty.
    """

    parts: tuple[Expression, ...]
    operator: str


@fact
class Not:
    """`not value`."""

    value: Expression


@fact
class Either:
    """`a and b`, `a or b`: one of the parts; the earlier ones decide."""

    parts: tuple[Expression, ...]


@fact
class Conditional:
    """`then if test else otherwise`."""

    test: Expression
    then: Expression
    otherwise: Expression


@fact
class Sequence:
    """A list, tuple or set display (as a target: unpacking)."""

    items: tuple[Expression, ...]
    site: int


@fact
class Mapping:
    """A dict display; a key of None stands for `**value`."""

    entries: tuple[tuple[Expression | None, Expression], ...]
    site: int


@fact
class Clause:
    """One `for target in iterable if ...` of a comprehension."""

    target: Expression
    iterable: Expression
    tests: tuple[Expression, ...]


@fact
class Comprehension:
    """A comprehension or generator expression; `key` only for dicts."""

    clauses: tuple[Clause, ...]
    key: Expression | None
    value: Expression
    site: int


@fact
class Lambda:
    """A lambda; `function` indexes `ModuleFacts.functions`."""

    function: int
    site: int


@fact
class Walrus:
    """`(target := value)`."""

    target: Name
    value: Expression


@fact
class Await:
    """`await value`."""

    value: Expression


@fact
class Yield:
    """`yield value` and `yield from value`."""

    value: Expression | None


@fact
class Starred:
    """`*value` in a display, an index or a target."""

    value: Expression


Expression = (
    Literal
    | Name
    | Attribute
    | Subscript
    | Call
    | Combine
    | Compare
    | Not
    | Either
    | Conditional
    | Sequence
    | Mapping
    | Comprehension
    | Lambda
    | Walrus
    | Await
    | Yield
    | Starred
)


NO_SITE = -1


def first_site(expression: Expression) -> int:
    """A place to show for an expression: itself, or its first part that has one; else NO_SITE."""
    pending: list[Expression] = [expression]
    while pending:
        current = pending.pop()
        site = getattr(current, "site", NO_SITE)
        if isinstance(site, int) and site != NO_SITE:
            return site
        if isinstance(current, (Combine, Compare, Either)):
            pending.extend(reversed(current.parts))
        elif isinstance(current, Conditional):
            pending.extend([current.otherwise, current.test, current.then])
        elif isinstance(current, Walrus):
            return current.target.site
        elif isinstance(current, (Not, Await, Starred, Yield)):
            pending.extend([current.value] if current.value is not None else [])
    return NO_SITE


# --- statements --------------------------------------------------------------------------------


@fact
class Assign:
    """`a = b = value`, also with an annotation."""

    targets: tuple[Expression, ...]
    value: Expression
    annotation: Expression | None = None


@fact
class Declare:
    """`name: annotation` with no value: a field of a class, or nothing."""

    name: str
    annotation: Expression


@fact
class Augment:
    """`target += value` and its kin."""

    target: Expression
    value: Expression


@fact
class Evaluate:
    """An expression whose value is dropped."""

    value: Expression


@fact
class Return:
    """`return value`."""

    value: Expression | None


@fact
class Raise:
    """`raise value`."""

    value: Expression | None


@fact
class Jump:
    """`break` or `continue`: the statements behind it in its block do not run."""


@fact
class Delete:
    """`del targets`."""

    targets: tuple[Expression, ...]


@fact
class Assert:
    """`assert test`."""

    test: Expression


@fact
class Import:
    """`import module` or `import module as bound`; `bound` is None for the plain form."""

    module: str
    bound: str | None
    site: int


@fact
class ImportFrom:
    """`from ...module import name as bound, ...`; names of (`*`, `*`) for a star import."""

    module: str
    level: int
    names: tuple[tuple[str, str], ...]
    site: int


@fact
class If:
    """`if test: body else: orelse`; an `elif` is an If in `orelse`."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@fact
class While:
    """`while test`."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@fact
class For:
    """`for target in iterable`."""

    target: Expression
    iterable: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


@fact
class Handler:
    """One `except type as name`."""

    type: Expression | None
    name: str | None
    body: tuple[Statement, ...]


@fact
class Try:
    """`try` with its handlers."""

    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    orelse: tuple[Statement, ...]
    final: tuple[Statement, ...]


@fact
class With:
    """`with manager as target, ...`."""

    items: tuple[tuple[Expression, Expression | None], ...]
    body: tuple[Statement, ...]


@fact
class Case:
    """One `case` of a match: the names its pattern binds, and its guard.

    Each name comes with the way to it from the subject: `.x` for an attribute, `'x'` for a key or a
    position, and nothing at all for the subject itself; `*` for the rest of something.
    """

    names: tuple[tuple[str, tuple[str, ...]], ...]
    guard: Expression | None
    body: tuple[Statement, ...]


@fact
class Match:
    """`match subject`; `exhaustive` if a case surely matches."""

    subject: Expression
    cases: tuple[Case, ...]
    exhaustive: bool


@fact
class DefineFunction:
    """A `def`; `function` indexes `ModuleFacts.functions`."""

    function: int


@fact
class DefineClass:
    """A `class`; `cls` indexes `ModuleFacts.classes`."""

    cls: int


Statement = (
    Assign
    | Declare
    | Augment
    | Evaluate
    | Return
    | Raise
    | Jump
    | Delete
    | Assert
    | Import
    | ImportFrom
    | If
    | While
    | For
    | Try
    | With
    | Match
    | DefineFunction
    | DefineClass
)


# --- definitions -------------------------------------------------------------------------------


@fact
class Parameter:
    """One parameter: `kind` is "positional", "keyword", "*" or "**"."""

    name: str
    kind: str
    default: Expression | None
    annotation: Expression | None
    site: int


@fact
class FunctionFacts:
    """A function or lambda.

    `locals` are the names it binds; `captured` those of them that an inner function reads;
    `rebound` those that its body binds, parameters or not; `globals` and `nonlocals` its
    declarations. `cls` indexes the class it is a method of.
    """

    index: int
    name: str
    qualified: str
    parameters: tuple[Parameter, ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]
    locals: frozenset[str]
    captured: frozenset[str]
    rebound: frozenset[str]
    globals: frozenset[str]
    nonlocals: frozenset[str]
    cls: int | None
    is_async: bool
    is_generator: bool
    site: int


@fact
class ClassFacts:
    """A class."""

    index: int
    name: str
    qualified: str
    bases: tuple[Argument, ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]
    site: int


@fact
class ModuleFacts:
    """One Python file, read.

    `path` is relative to the analysed root with forward slashes; `body` is its top level.
    """

    path: str
    body: tuple[Statement, ...]
    functions: tuple[FunctionFacts, ...]
    classes: tuple[ClassFacts, ...]
    sites: int


# --- comments ----------------------------------------------------------------------------------


@fact
class Comment:
    """One comment, from its mark to the end of its line; `alone` if nothing else is on the line.

    `line` and `column` count from 1, columns in characters; `text` begins with the mark. `blanks`
    counts the blanks between what stands before it and the mark.
    """

    line: int
    column: int
    text: str
    alone: bool
    blanks: int


@fact
class Commented:
    """The comments of one file, and the lines that belong together.

    `statements` are the first and last lines, from 1, of each simple statement and of the header
    of each compound one, decorators included. `begins` is the line of the first statement that is
    no docstring, 0 where there is none.
    """

    path: str
    comments: tuple[Comment, ...]
    statements: tuple[tuple[int, int], ...]
    begins: int
