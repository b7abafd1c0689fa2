"""The facts of one module: its statements and expressions, lowered to what can matter.

`read` produces them from Python's own tree, once a file; `link` follows values through them. They
hold no tree: a place in the source is a *site*, the n-th noted node of its module in reading order.
`ModuleFacts.span` tells the lines and columns of the few sites that get reported.

Leaf module: standard library and msgspec, whose structures are made and compared in a fraction of
the time of dataclasses, only.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import abc
from struct import Struct as Layout

import msgspec

from snapcheck.model import Span


class Fact(msgspec.Struct, frozen=True, gc=False):
    """What all facts are: frozen, compared and hashed by their fields.

    No fact holds what leads back to it, so none needs a header for Python's collector of cycles: a
    large program has millions of them.
    """


Constant = str | bytes | int | float | complex | bool | None


# --- expressions -------------------------------------------------------------------------------


class Literal(Fact, frozen=True):
    """A constant. Texts longer than a key or a name is ever are kept as a NUL."""

    value: Constant


class Name(Fact, frozen=True):
    """A name that is read (or, as a target, bound)."""

    name: str
    site: int


class Attribute(Fact, frozen=True):
    """`base.name`."""

    base: Expression
    name: str
    site: int


class Subscript(Fact, frozen=True):
    """`base[index]`; a slice is an index that is no Literal."""

    base: Expression
    index: Expression
    site: int


class Argument(Fact, frozen=True):
    """One argument of a call: `star` is "", "*" or "**"."""

    value: Expression
    keyword: str | None
    star: str


class Call(Fact, frozen=True):
    """`function(arguments)`."""

    function: Expression
    arguments: tuple[Argument, ...]
    site: int


class Combine(Fact, frozen=True):
    """A new value computed from all parts: arithmetic, f-strings, slices, concatenation.

    `operator` is the special method that computes it (`__add__`, `__format__`, `__neg__`), empty
    where there is none. An f-string of plain fields has `__str__`, and its texts as parts too.
    """

    parts: tuple[Expression, ...]
    operator: str = ""


class Compare(Fact, frozen=True):
    """A comparison: its result is a decision, no copy of an operand.

    Where two parts are compared, `operator` is "==", "!=", "is", "is not", "in", "not in" or, for
    all that compare sizes, "<", else empty.
    """

    parts: tuple[Expression, ...]
    operator: str


class Not(Fact, frozen=True):
    """`not value`."""

    value: Expression


class Either(Fact, frozen=True):
    """`a and b`, `a or b`: one of the parts; the earlier ones decide."""

    parts: tuple[Expression, ...]


class Conditional(Fact, frozen=True):
    """`then if test else otherwise`."""

    test: Expression
    then: Expression
    otherwise: Expression


class Sequence(Fact, frozen=True):
    """A list, tuple or set display (as a target: unpacking)."""

    items: tuple[Expression, ...]
    site: int


class Mapping(Fact, frozen=True):
    """A dict display; a key of None stands for `**value`."""

    entries: tuple[tuple[Expression | None, Expression], ...]
    site: int


class Clause(Fact, frozen=True):
    """One `for target in iterable if ...` of a comprehension."""

    target: Expression
    iterable: Expression
    tests: tuple[Expression, ...]


class Comprehension(Fact, frozen=True):
    """A comprehension or generator expression; `key` only for dicts."""

    clauses: tuple[Clause, ...]
    key: Expression | None
    value: Expression
    site: int


class Lambda(Fact, frozen=True):
    """A lambda; `function` indexes `ModuleFacts.functions`."""

    function: int
    site: int


class Walrus(Fact, frozen=True):
    """`(target := value)`."""

    target: Name
    value: Expression


class Await(Fact, frozen=True):
    """`await value`."""

    value: Expression


class Yield(Fact, frozen=True):
    """`yield value` and `yield from value`."""

    value: Expression | None


class Starred(Fact, frozen=True):
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
    """Return the site to show for an expression: its own, or its first part's; else NO_SITE."""
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


class Assign(Fact, frozen=True):
    """`a = b = value`, also with an annotation."""

    targets: tuple[Expression, ...]
    value: Expression
    annotation: Expression | None = None


class Declare(Fact, frozen=True):
    """`name: annotation` with no value: a field of a class, or nothing."""

    name: str
    annotation: Expression


class Augment(Fact, frozen=True):
    """`target += value` and its kin."""

    target: Expression
    value: Expression


class Evaluate(Fact, frozen=True):
    """An expression whose value is dropped."""

    value: Expression


class Return(Fact, frozen=True):
    """`return value`."""

    value: Expression | None


class Raise(Fact, frozen=True):
    """`raise value`."""

    value: Expression | None


class Jump(Fact, frozen=True):
    """`break` or `continue`: the statements behind it in its block do not run."""


class Delete(Fact, frozen=True):
    """`del targets`."""

    targets: tuple[Expression, ...]


class Assert(Fact, frozen=True):
    """`assert test`."""

    test: Expression


class Import(Fact, frozen=True):
    """`import module` or `import module as bound`; `bound` is None for the plain form."""

    module: str
    bound: str | None
    site: int


class ImportFrom(Fact, frozen=True):
    """`from ...module import name as bound, ...`; names of (`*`, `*`) for a star import."""

    module: str
    level: int
    names: tuple[tuple[str, str], ...]
    site: int


class If(Fact, frozen=True):
    """`if test: body else: orelse`; an `elif` is an If in `orelse`."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


class While(Fact, frozen=True):
    """`while test`."""

    test: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


class For(Fact, frozen=True):
    """`for target in iterable`."""

    target: Expression
    iterable: Expression
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...]


class Handler(Fact, frozen=True):
    """One `except type as name`."""

    type: Expression | None
    name: str | None
    body: tuple[Statement, ...]


class Try(Fact, frozen=True):
    """`try` with its handlers."""

    body: tuple[Statement, ...]
    handlers: tuple[Handler, ...]
    orelse: tuple[Statement, ...]
    final: tuple[Statement, ...]


class With(Fact, frozen=True):
    """`with manager as target, ...`."""

    items: tuple[tuple[Expression, Expression | None], ...]
    body: tuple[Statement, ...]


class Case(Fact, frozen=True):
    """One `case` of a match: the names its pattern binds, and its guard.

    Each name comes with the way to it from the subject: `.x` for an attribute, `'x'` for a key or a
    position, and nothing at all for the subject itself; `*` for the rest of something.
    """

    names: tuple[tuple[str, tuple[str, ...]], ...]
    guard: Expression | None
    body: tuple[Statement, ...]


class Match(Fact, frozen=True):
    """`match subject`; `exhaustive` if a case surely matches."""

    subject: Expression
    cases: tuple[Case, ...]
    exhaustive: bool


class DefineFunction(Fact, frozen=True):
    """A `def`; `function` indexes `ModuleFacts.functions`."""

    function: int


class DefineClass(Fact, frozen=True):
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


class Parameter(Fact, frozen=True):
    """One parameter: `kind` is "positional", "keyword", "*" or "**"."""

    name: str
    kind: str
    default: Expression | None
    annotation: Expression | None
    site: int


class FunctionFacts(Fact, frozen=True):
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


class ClassFacts(Fact, frozen=True):
    """A class."""

    index: int
    name: str
    qualified: str
    bases: tuple[Argument, ...]
    decorators: tuple[Expression, ...]
    body: tuple[Statement, ...]
    site: int


class ModuleFacts(Fact, frozen=True):
    """One Python file, read.

    `path` is relative to the analysed root with forward slashes; `body` is its top level. `places`
    are the places of all sites, in their order: four numbers each, the line and column at which one
    begins, and those behind it; lines from 1, columns in characters from 0. `spaced` are the
    numbers of all sites, in their order, where these leave room for further ones.
    """

    path: str
    body: tuple[Statement, ...]
    functions: tuple[FunctionFacts, ...]
    classes: tuple[ClassFacts, ...]
    places: bytes
    spaced: bytes = b""

    @property
    def sites(self) -> abc.Sequence[int]:
        """The numbers of all sites, in order."""
        if self.spaced:
            return array(SITE_FORMAT, self.spaced)
        return range(len(self.places) // _PLACE.size)

    def span(self, site: int) -> Span:
        """Return the place of a site."""
        at = bisect_left(self.sites, site) if self.spaced else site
        line, column, end_line, end_column = _PLACE.unpack_from(self.places, at * _PLACE.size)
        return Span(self.path, line, column + 1, end_line, end_column + 1)


_PLACE = Layout("4I")
SITE_FORMAT = "I"
"""How `ModuleFacts.spaced` holds a number."""
