"""Expressions of Python's own `ast` lowered to those of `snapcheck.facts`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, NoReturn, Protocol, TypeVar

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.read.constants import literal, signed
from snapcheck.read.places import Placed
from snapcheck.read.source import Unreadable

T = TypeVar("T")


class ByKind(dict[type[ast.AST], T]):
    """What to do with a node, by its exact type: one look-up instead of a chain of tests."""

    def __missing__(self, kind: type[ast.AST]) -> NoReturn:
        raise Unreadable(
            f"uses syntax that snapcheck does not know ({kind.__name__})", 0, "update snapcheck"
        )


class Lowering(Protocol):
    """What lowering an expression needs from the reader of its module.

    `reads` holds the names that the current scope reads, `nodes` what has a site: most sites are
    noted without a call.
    """

    reads: set[str]
    nodes: list[Placed]

    def kept(self, node: ast.expr) -> Expression:
        """Lower a value that is bound: a generator expression runs later, if at all."""
        ...

    def site(self, node: Placed) -> int:
        """Note where `node` is, as a place that may be reported; its number."""

    def bind(self, name: str) -> None:
        """Note that the current scope binds `name`."""

    def lambda_function(self, node: ast.Lambda) -> int:
        """Lower a lambda to a function of the module; its index."""

    def yields(self) -> None:
        """Note that the current function is a generator."""


def lower(reader: Lowering, node: ast.expr) -> Expression:
    """Return the facts of an expression that is read. Raises Unreadable for unknown syntax."""
    return LOWERED[type(node)](reader, node)


def lower_target(reader: Lowering, node: ast.expr) -> Expression:
    """Return the facts of an expression that is assigned to; bind the names in it."""
    if isinstance(node, ast.Name):
        reader.bind(node.id)
        return facts.Name(node.id, reader.site(node))
    if isinstance(node, (ast.Tuple, ast.List)):
        items = tuple([lower_target(reader, element) for element in node.elts])
        return facts.Sequence(items, reader.site(node))
    if isinstance(node, ast.Starred):
        return facts.Starred(lower_target(reader, node.value))
    return lower(reader, node)


def _name(reader: Lowering, node: ast.Name) -> Expression:
    name = node.id
    reader.reads.add(name)
    nodes = reader.nodes
    nodes.append(node)
    return facts.Name(name, len(nodes) - 1)


def _constant(reader: Lowering, node: ast.Constant) -> Expression:
    return literal(node.value)


def _attribute(reader: Lowering, node: ast.Attribute) -> Expression:
    base = LOWERED[type(node.value)](reader, node.value)
    nodes = reader.nodes
    nodes.append(node)
    return facts.Attribute(base, node.attr, len(nodes) - 1)


def _call(reader: Lowering, node: ast.Call) -> Expression:
    function = LOWERED[type(node.func)](reader, node.func)
    given = arguments(reader, node.args, node.keywords) if node.args or node.keywords else ()
    nodes = reader.nodes
    nodes.append(node)
    return facts.Call(function, given, len(nodes) - 1)


def arguments(
    reader: Lowering, args: Sequence[ast.expr], keywords: Sequence[ast.keyword]
) -> tuple[facts.Argument, ...]:
    """Return the arguments of a call or the bases of a class, in the order of the source."""
    if not keywords:
        return tuple([_argument(reader, value) for value in _spelled_out(args)])
    named: list[ast.expr | ast.keyword] = [*args, *keywords]
    # Only `*more` may stand behind a keyword.
    if args and type(args[-1]) is ast.Starred:
        named.sort(key=place)
    return tuple([_argument(reader, given) for given in _spelled_out(named)])


place = attrgetter("lineno", "col_offset")


def _spelled_out(given: Sequence[ast.expr | ast.keyword]) -> Iterable[ast.expr | ast.keyword]:
    """Yield the arguments, `*[a, b]` as `a, b` and `**{"k": c}` as `k=c`."""
    for argument in given:
        match argument:
            case ast.Starred(value=ast.List(elts=items) | ast.Tuple(elts=items)):
                yield from items if ast.Starred not in map(type, items) else [argument]
            case ast.keyword(arg=None, value=ast.Dict(keys=keys, values=values)):
                names = [key.value for key in keys if isinstance(key, ast.Constant)]
                texts = [name for name in names if isinstance(name, str)]
                known = len(texts) == len(keys)
                yield from map(ast.keyword, texts, values) if known else [argument]
            case _:
                yield argument


def _argument(reader: Lowering, given: Any) -> facts.Argument:
    kind = type(given)
    if kind is ast.keyword:
        value = given.value
        return facts.Argument(
            LOWERED[type(value)](reader, value), given.arg, "" if given.arg is not None else "**"
        )
    if kind is ast.Starred:
        return facts.Argument(lower(reader, given.value), None, "*")
    return facts.Argument(LOWERED[kind](reader, given), None, "")


def _subscript(reader: Lowering, node: ast.Subscript) -> Expression:
    base = LOWERED[type(node.value)](reader, node.value)
    index: Expression
    if type(node.slice) is ast.Tuple:
        index = facts.Combine(tuple([lower(reader, part) for part in node.slice.elts]))
    else:
        index = lower(reader, node.slice)
    return facts.Subscript(base, index, reader.site(node))


def _slice(reader: Lowering, node: ast.Slice) -> Expression:
    parts = [part for part in (node.lower, node.upper, node.step) if part is not None]
    return facts.Combine(tuple([lower(reader, part) for part in parts]))


def _formatted(reader: Lowering, node: Any) -> Expression:
    """Return the facts of an f-string, or of a template string."""
    for part in node.values:
        if type(part) is not ast.Constant and not (
            part.conversion == -1 and part.format_spec is None
        ):
            return facts.Combine(tuple(_fields(reader, node)), "__format__")
    parts = [
        lower(reader, part if type(part) is ast.Constant else part.value)
        for part in node.values
        if type(part) is not ast.Constant or part.value
    ]
    return facts.Combine(tuple(parts), "__str__")


def _fields(reader: Lowering, node: Any) -> list[Expression]:
    """Return the fields of an f-string, each with those of its format."""
    found: list[Expression] = []
    for part in node.values:
        if type(part) is not ast.Constant:
            found.append(lower(reader, part.value))
            if part.format_spec is not None:
                found.extend(_fields(reader, part.format_spec))
    return found


_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "__add__",
    ast.Sub: "__sub__",
    ast.Mult: "__mul__",
    ast.Div: "__truediv__",
    ast.FloorDiv: "__floordiv__",
    ast.Mod: "__mod__",
    ast.Pow: "__pow__",
    ast.MatMult: "__matmul__",
    ast.BitAnd: "__and__",
    ast.BitOr: "__or__",
    ast.BitXor: "__xor__",
    ast.LShift: "__lshift__",
    ast.RShift: "__rshift__",
}
_UNARY: dict[type[ast.unaryop], str] = {
    ast.USub: "__neg__",
    ast.UAdd: "__pos__",
    ast.Invert: "__invert__",
}


def _binary(reader: Lowering, node: ast.BinOp) -> Expression:
    """Return a chain of one operator as one Combine, however long it is."""
    parts: list[Expression] = []
    operator = type(node.op)
    current: ast.expr = node
    while isinstance(current, ast.BinOp) and type(current.op) is operator:
        parts.append(lower(reader, current.right))
        current = current.left
    parts.append(lower(reader, current))
    parts.reverse()
    return facts.Combine(tuple(parts), _BINARY[operator])


def _boolean(reader: Lowering, node: ast.BoolOp) -> Expression:
    """Return a chain of `and` and `or`; what stands on the left is part of it, whichever it is."""
    parts: list[Expression] = []
    current: ast.expr = node
    while isinstance(current, ast.BoolOp):
        parts.extend([lower(reader, value) for value in current.values[:0:-1]])
        current = current.values[0]
    parts.append(lower(reader, current))
    parts.reverse()
    return facts.Either(tuple(parts))


def _unary(reader: Lowering, node: ast.UnaryOp) -> Expression:
    value = lower(reader, node.operand)
    if type(node.op) is ast.Not:
        return facts.Not(value)
    return signed(value, _UNARY[type(node.op)])


def _comparison(reader: Lowering, node: ast.Compare) -> Expression:
    parts = [lower(reader, node.left)]
    parts.extend([lower(reader, compared) for compared in node.comparators])
    operator = _DECIDABLE.get(type(node.ops[0]), "") if len(parts) == 2 else ""
    return facts.Compare(tuple(parts), operator)


_DECIDABLE: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<",
    ast.Gt: "<",
    ast.GtE: "<",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}


def _conditional(reader: Lowering, node: ast.IfExp) -> Expression:
    test = lower(reader, node.test)
    then = lower(reader, node.body)
    return facts.Conditional(test, then, lower(reader, node.orelse))


def _sequence(reader: Lowering, node: ast.List | ast.Tuple | ast.Set) -> Expression:
    items = tuple([LOWERED[type(element)](reader, element) for element in node.elts])
    return facts.Sequence(items, reader.site(node))


def _mapping(reader: Lowering, node: ast.Dict) -> Expression:
    entries = tuple(
        [
            (lower(reader, key) if key is not None else None, lower(reader, value))
            for key, value in zip(node.keys, node.values, strict=True)
        ]
    )
    return facts.Mapping(entries, reader.site(node))


def _comprehension(
    reader: Lowering, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
) -> Expression:
    clauses: list[facts.Clause] = []
    for clause in node.generators:
        iterable = lower(reader, clause.iter)
        target = lower_target(reader, clause.target)
        tests = [lower(reader, condition) for condition in clause.ifs]
        clauses.append(facts.Clause(target, iterable, tuple(tests)))
    key: Expression | None = None
    if isinstance(node, ast.DictComp):
        key = lower(reader, node.key)
        value = lower(reader, node.value)
    else:
        value = lower(reader, node.elt)
    return facts.Comprehension(tuple(clauses), key, value, reader.site(node))


def _lambda(reader: Lowering, node: ast.Lambda) -> Expression:
    return facts.Lambda(reader.lambda_function(node), reader.site(node))


def _walrus(reader: Lowering, node: ast.NamedExpr) -> Expression:
    value = reader.kept(node.value)
    name = node.target.id
    reader.bind(name)
    return facts.Walrus(facts.Name(name, reader.site(node.target)), value)


def _await(reader: Lowering, node: ast.Await) -> Expression:
    return facts.Await(lower(reader, node.value))


def _yield(reader: Lowering, node: ast.Yield) -> Expression:
    reader.yields()
    return facts.Yield(lower(reader, node.value) if node.value is not None else None)


def _yield_from(reader: Lowering, node: ast.YieldFrom) -> Expression:
    reader.yields()
    return facts.Yield(facts.Starred(lower(reader, node.value)))


def _starred(reader: Lowering, node: ast.Starred) -> Expression:
    return facts.Starred(lower(reader, node.value))


LOWERED: ByKind[Callable[[Lowering, Any], Expression]] = ByKind(
    {
        ast.Name: _name,
        ast.Constant: _constant,
        ast.Attribute: _attribute,
        ast.Call: _call,
        ast.Subscript: _subscript,
        ast.Slice: _slice,
        ast.JoinedStr: _formatted,
        ast.BinOp: _binary,
        ast.BoolOp: _boolean,
        ast.UnaryOp: _unary,
        ast.Compare: _comparison,
        ast.IfExp: _conditional,
        ast.List: _sequence,
        ast.Tuple: _sequence,
        ast.Set: _sequence,
        ast.Dict: _mapping,
        ast.ListComp: _comprehension,
        ast.SetComp: _comprehension,
        ast.GeneratorExp: _comprehension,
        ast.DictComp: _comprehension,
        ast.Lambda: _lambda,
        ast.NamedExpr: _walrus,
        ast.Await: _await,
        ast.Yield: _yield,
        ast.YieldFrom: _yield_from,
        ast.Starred: _starred,
    }
)
if sys.version_info >= (3, 14):
    LOWERED[ast.TemplateStr] = _formatted
