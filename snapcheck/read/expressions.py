"""LibCST expressions lowered to the expressions of `snapcheck.facts`."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable
from typing import Any, Protocol, TypeGuard

import libcst as cst

from snapcheck import facts
from snapcheck.facts import Expression

# Keys, names of environment variables, service names: nothing of interest is longer.
_LONGEST_TEXT = 200


class Lowering(Protocol):
    """What lowering an expression needs from the reader of its module."""

    def site(self, node: cst.CSTNode) -> int:
        """Note `node` as a place that may be reported."""

    def load(self, name: str) -> None:
        """Note that the current scope reads `name`."""

    def bind(self, name: str) -> None:
        """Note that the current scope binds `name`."""

    def lambda_function(self, node: cst.Lambda) -> int:
        """Lower a lambda to a function of the module; its index."""

    def yields(self) -> None:
        """Note that the current function is a generator."""


def lower(reader: Lowering, node: cst.BaseExpression) -> Expression:
    """The facts of an expression that is read."""
    return LOWERED[type(node)](reader, node)


def lower_target(reader: Lowering, node: cst.CSTNode) -> Expression:
    """The facts of an expression that is assigned to; binds the names in it."""
    if isinstance(node, cst.Name):
        reader.bind(node.value)
        return facts.Name(node.value, reader.site(node))
    if isinstance(node, (cst.Tuple, cst.List)):
        items = [lower_target(reader, element) for element in node.elements]
        return facts.Sequence(tuple(items), reader.site(node))
    if isinstance(node, cst.StarredElement):
        return facts.Starred(lower_target(reader, node.value))
    if isinstance(node, cst.Element):
        return lower_target(reader, node.value)
    assert isinstance(node, cst.BaseExpression)
    return lower(reader, node)


def _name(reader: Lowering, node: cst.Name) -> Expression:
    name = node.value
    if name in _SINGLETONS:
        return facts.Literal(_SINGLETONS[name])
    reader.load(name)
    return facts.Name(name, reader.site(node))


_SINGLETONS: dict[str, facts.Constant] = {"None": None, "True": True, "False": False}


def _attribute(reader: Lowering, node: cst.Attribute) -> Expression:
    base = lower(reader, node.value)
    return facts.Attribute(base, node.attr.value, reader.site(node))


def _call(reader: Lowering, node: cst.Call) -> Expression:
    function = lower(reader, node.func)
    arguments = [
        facts.Argument(
            lower(reader, argument.value),
            argument.keyword.value if argument.keyword else None,
            argument.star,
        )
        for argument in node.args
    ]
    return facts.Call(function, tuple(arguments), reader.site(node))


def _subscript(reader: Lowering, node: cst.Subscript) -> Expression:
    base = lower(reader, node.value)
    parts = [_index(reader, element.slice) for element in node.slice]
    index = parts[0] if len(parts) == 1 else facts.Combine(tuple(parts))
    return facts.Subscript(base, index, reader.site(node))


def _index(reader: Lowering, node: cst.BaseSlice) -> Expression:
    if isinstance(node, cst.Index):
        value = lower(reader, node.value)
        return facts.Starred(value) if node.star else value
    assert isinstance(node, cst.Slice)
    parts = [part for part in (node.lower, node.upper, node.step) if part is not None]
    return facts.Combine(tuple([lower(reader, part) for part in parts]))


def _simple_string(reader: Lowering, node: cst.SimpleString) -> Expression:
    return facts.Literal(_text(node.value))


def _text(token: str) -> facts.Constant:
    if len(token) > _LONGEST_TEXT:
        return b"" if "b" in token[:3].lower().split('"')[0].split("'")[0] else ""
    if token[0] in "\"'" and "\\" not in token and token[:3] not in ('"""', "'''"):
        return token[1:-1]
    try:
        with warnings.catch_warnings():
            # An invalid escape is the analysed program's affair, not a warning of this one's.
            warnings.simplefilter("ignore")
            value = ast.literal_eval(token)
    except (ValueError, SyntaxError, MemoryError):
        return ""
    return value if isinstance(value, (str, bytes)) else ""


def _formatted(reader: Lowering, node: cst.FormattedString | cst.TemplatedString) -> Expression:
    parts: list[Expression] = []
    for part in node.parts:
        if isinstance(part, (cst.FormattedStringText, cst.TemplatedStringText)):
            text = part.value.replace("{{", "{").replace("}}", "}")
            parts.append(facts.Literal(text if len(text) <= _LONGEST_TEXT else ""))
        elif _is_plain(part):
            parts.append(lower(reader, part.expression))
        else:
            return facts.Combine(tuple(_fields(reader, node.parts)), "__format__")
    return facts.Combine(tuple(parts), "__str__")


def _is_plain(
    part: cst.BaseFormattedStringContent | cst.BaseTemplatedStringContent,
) -> TypeGuard[cst.FormattedStringExpression | cst.TemplatedStringExpression]:
    """Whether a field is a bare `{x}`."""
    return (
        isinstance(part, (cst.FormattedStringExpression, cst.TemplatedStringExpression))
        and not part.format_spec
        and not part.conversion
    )


def _fields(reader: Lowering, parts: Any) -> list[Expression]:
    found: list[Expression] = []
    for part in parts:
        expression = getattr(part, "expression", None)
        if expression is not None:
            found.append(lower(reader, expression))
            if part.format_spec:
                found.extend(_fields(reader, part.format_spec))
    return found


def _concatenated(reader: Lowering, node: cst.ConcatenatedString) -> Expression:
    parts: list[Expression] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.ConcatenatedString):
        parts.append(lower(reader, current.left))
        current = current.right
    parts.append(lower(reader, current))
    if all(isinstance(part, facts.Literal) for part in parts):
        return _joined(parts)
    return facts.Combine(tuple(parts))


def _joined(parts: list[Expression]) -> facts.Literal:
    texts = [part.value for part in parts if isinstance(part, facts.Literal)]
    whole = "".join([text for text in texts if isinstance(text, str)])
    return facts.Literal(whole if len(whole) <= _LONGEST_TEXT else "")


def _integer(reader: Lowering, node: cst.Integer) -> Expression:
    # int() refuses more than 4,300 digits, and no such number is a key or a seed.
    digits = node.value.replace("_", "") if len(node.value) < 40 else "0"
    return facts.Literal(int(digits, 0 if digits[1:2].isalpha() else 10))


def _number(reader: Lowering, node: cst.BaseNumber) -> Expression:
    return facts.Literal(0.5)


_BINARY: dict[type[cst.BaseBinaryOp], str] = {
    cst.Add: "__add__",
    cst.Subtract: "__sub__",
    cst.Multiply: "__mul__",
    cst.Divide: "__truediv__",
    cst.FloorDivide: "__floordiv__",
    cst.Modulo: "__mod__",
    cst.Power: "__pow__",
    cst.MatrixMultiply: "__matmul__",
    cst.BitAnd: "__and__",
    cst.BitOr: "__or__",
    cst.BitXor: "__xor__",
    cst.LeftShift: "__lshift__",
    cst.RightShift: "__rshift__",
}
_UNARY: dict[type[cst.BaseUnaryOp], str] = {
    cst.Minus: "__neg__",
    cst.Plus: "__pos__",
    cst.BitInvert: "__invert__",
}


def _binary(reader: Lowering, node: cst.BinaryOperation) -> Expression:
    """A chain of one operator is one Combine, however long it is."""
    parts: list[Expression] = []
    operator = type(node.operator)
    current: cst.BaseExpression = node
    while isinstance(current, cst.BinaryOperation) and type(current.operator) is operator:
        parts.append(lower(reader, current.right))
        current = current.left
    parts.append(lower(reader, current))
    parts.reverse()
    return facts.Combine(tuple(parts), _BINARY[operator])


def _boolean(reader: Lowering, node: cst.BooleanOperation) -> Expression:
    parts: list[Expression] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.BooleanOperation):
        parts.append(lower(reader, current.right))
        current = current.left
    parts.append(lower(reader, current))
    parts.reverse()
    return facts.Either(tuple(parts))


def _unary(reader: Lowering, node: cst.UnaryOperation) -> Expression:
    value = lower(reader, node.expression)
    if isinstance(node.operator, cst.Not):
        return facts.Not(value)
    if isinstance(value, facts.Literal):
        if isinstance(node.operator, cst.Minus) and isinstance(value.value, int):
            return facts.Literal(-value.value)
        return value
    return facts.Combine((value,), _UNARY[type(node.operator)])


def _comparison(reader: Lowering, node: cst.Comparison) -> Expression:
    parts = [lower(reader, node.left)]
    parts.extend([lower(reader, target.comparator) for target in node.comparisons])
    operator = _DECIDABLE.get(type(node.comparisons[0].operator), "") if len(parts) == 2 else ""
    return facts.Compare(tuple(parts), operator)


_DECIDABLE: dict[type[cst.BaseCompOp], str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<",
    cst.GreaterThan: "<",
    cst.GreaterThanEqual: "<",
    cst.Is: "is",
    cst.IsNot: "is not",
}


def _conditional(reader: Lowering, node: cst.IfExp) -> Expression:
    test = lower(reader, node.test)
    then = lower(reader, node.body)
    return facts.Conditional(test, then, lower(reader, node.orelse))


def _sequence(reader: Lowering, node: cst.List | cst.Tuple | cst.Set) -> Expression:
    items = [
        facts.Starred(lower(reader, element.value))
        if isinstance(element, cst.StarredElement)
        else lower(reader, element.value)
        for element in node.elements
    ]
    return facts.Sequence(tuple(items), reader.site(node))


def _mapping(reader: Lowering, node: cst.Dict) -> Expression:
    entries = [
        (
            lower(reader, element.key) if isinstance(element, cst.DictElement) else None,
            lower(reader, element.value),
        )
        for element in node.elements
    ]
    return facts.Mapping(tuple(entries), reader.site(node))


def _comprehension(
    reader: Lowering,
    node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp | cst.StarredDictComp,
) -> Expression:
    clauses: list[facts.Clause] = []
    clause: cst.CompFor | None = node.for_in
    while clause is not None:
        iterable = lower(reader, clause.iter)
        target = lower_target(reader, clause.target)
        tests = [lower(reader, condition.test) for condition in clause.ifs]
        clauses.append(facts.Clause(target, iterable, tuple(tests)))
        clause = clause.inner_for_in
    key: Expression | None = None
    if isinstance(node, cst.DictComp):
        key = lower(reader, node.key)
        value = lower(reader, node.value)
    elif isinstance(node, cst.StarredDictComp):
        value = facts.Starred(lower(reader, node.value))
    else:
        value = lower(reader, node.elt)
    return facts.Comprehension(tuple(clauses), key, value, reader.site(node))


def _lambda(reader: Lowering, node: cst.Lambda) -> Expression:
    return facts.Lambda(reader.lambda_function(node), reader.site(node))


def _walrus(reader: Lowering, node: cst.NamedExpr) -> Expression:
    value = lower(reader, node.value)
    assert isinstance(node.target, cst.Name)
    reader.bind(node.target.value)
    return facts.Walrus(facts.Name(node.target.value, reader.site(node.target)), value)


def _await(reader: Lowering, node: cst.Await) -> Expression:
    return facts.Await(lower(reader, node.expression))


def _yield(reader: Lowering, node: cst.Yield) -> Expression:
    reader.yields()
    if node.value is None:
        return facts.Yield(None)
    if isinstance(node.value, cst.From):
        return facts.Yield(facts.Starred(lower(reader, node.value.item)))
    return facts.Yield(lower(reader, node.value))


def _starred(reader: Lowering, node: cst.StarredElement) -> Expression:
    return facts.Starred(lower(reader, node.value))


def _ellipsis(reader: Lowering, node: cst.Ellipsis) -> Expression:
    return facts.Literal("")


# Keyed by the exact node type: one look-up a node instead of a chain of isinstance tests.
LOWERED: dict[type[cst.BaseExpression], Callable[[Lowering, Any], Expression]] = {
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Call: _call,
    cst.Subscript: _subscript,
    cst.SimpleString: _simple_string,
    cst.FormattedString: _formatted,
    cst.TemplatedString: _formatted,
    cst.ConcatenatedString: _concatenated,
    cst.Integer: _integer,
    cst.Float: _number,
    cst.Imaginary: _number,
    cst.BinaryOperation: _binary,
    cst.BooleanOperation: _boolean,
    cst.UnaryOperation: _unary,
    cst.Comparison: _comparison,
    cst.IfExp: _conditional,
    cst.List: _sequence,
    cst.Tuple: _sequence,
    cst.Set: _sequence,
    cst.Dict: _mapping,
    cst.ListComp: _comprehension,
    cst.SetComp: _comprehension,
    cst.GeneratorExp: _comprehension,
    cst.DictComp: _comprehension,
    cst.StarredDictComp: _comprehension,
    cst.Lambda: _lambda,
    cst.NamedExpr: _walrus,
    cst.Await: _await,
    cst.Yield: _yield,
    cst.Ellipsis: _ellipsis,
    cst.StarredElement: _starred,
}
