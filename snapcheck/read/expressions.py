"""LibCST expressions lowered to the expressions of `snapcheck.facts`."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol
from unicodedata import normalize

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.read.concrete import cst
from snapcheck.read.constants import literal, signed


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
        name = spelled(node)
        reader.bind(name)
        return facts.Name(name, reader.site(node))
    if isinstance(node, (cst.Tuple, cst.List)):
        items = [lower_target(reader, element) for element in node.elements]
        return facts.Sequence(tuple(items), reader.site(node))
    if isinstance(node, cst.StarredElement):
        return facts.Starred(lower_target(reader, node.value))
    if isinstance(node, cst.Element):
        return lower_target(reader, node.value)
    assert isinstance(node, cst.BaseExpression)
    return lower(reader, node)


def spelled(node: cst.Name) -> str:
    """A name as Python knows it: spellings that look alike are one name (PEP 3131)."""
    return normalized(node.value)


def normalized(name: str) -> str:
    """The same of a name, with or without dots, that is no node."""
    return name if name.isascii() else normalize("NFKC", name)


def _name(reader: Lowering, node: cst.Name) -> Expression:
    if node.value in _SINGLETONS:
        return facts.Literal(_SINGLETONS[node.value])
    name = spelled(node)
    reader.load(name)
    return facts.Name(name, reader.site(node))


_SINGLETONS: dict[str, facts.Constant] = {"None": None, "True": True, "False": False}


def _attribute(reader: Lowering, node: cst.Attribute) -> Expression:
    base = lower(reader, node.value)
    return facts.Attribute(base, spelled(node.attr), reader.site(node))


def _call(reader: Lowering, node: cst.Call) -> Expression:
    function = lower(reader, node.func)
    arguments = [
        facts.Argument(
            lower(reader, argument.value),
            spelled(argument.keyword) if argument.keyword else None,
            argument.star,
        )
        for argument in node.args
    ]
    return facts.Call(function, tuple(arguments), reader.site(node))


def _subscript(reader: Lowering, node: cst.Subscript) -> Expression:
    base = lower(reader, node.value)
    only = node.slice[0]
    if len(node.slice) > 1 or isinstance(only.comma, cst.Comma) or _is_starred(only.slice):
        parts = [_index(reader, element.slice) for element in node.slice]
        return facts.Subscript(base, facts.Combine(tuple(parts)), reader.site(node))
    if isinstance(only.slice, cst.Index) and isinstance(only.slice.value, cst.Tuple):
        # `a[(1, 2)]` is `a[1, 2]`.
        index = facts.Combine(_items(reader, only.slice.value.elements))
        return facts.Subscript(base, index, reader.site(node))
    return facts.Subscript(base, _index(reader, only.slice), reader.site(node))


def _is_starred(node: cst.BaseSlice) -> bool:
    return isinstance(node, cst.Index) and bool(node.star)


def _index(reader: Lowering, node: cst.BaseSlice) -> Expression:
    if isinstance(node, cst.Index):
        value = lower(reader, node.value)
        return facts.Starred(value) if node.star else value
    assert isinstance(node, cst.Slice)
    parts = [part for part in (node.lower, node.upper, node.step) if part is not None]
    return facts.Combine(tuple([lower(reader, part) for part in parts]))


def _simple_string(reader: Lowering, node: cst.SimpleString) -> Expression:
    return literal(evaluated(node.value))


def evaluated(token: str) -> str | bytes:
    """What a string stands for, given as it is written."""
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


_Formatted = cst.FormattedString | cst.TemplatedString
_Field = cst.FormattedStringExpression | cst.TemplatedStringExpression


def _formatted(reader: Lowering, node: _Formatted) -> Expression:
    return _strings(reader, [node])


def _concatenated(reader: Lowering, node: cst.ConcatenatedString) -> Expression:
    """Strings side by side are one string."""
    strings: list[cst.SimpleString | _Formatted] = []
    current: cst.ConcatenatedString | cst.SimpleString | _Formatted = node
    while isinstance(current, cst.ConcatenatedString):
        strings.append(current.left)
        current = current.right
    strings.append(current)
    if not all(isinstance(string, cst.SimpleString) for string in strings):
        return _strings(reader, strings)
    return literal(joined(node))


def joined(node: cst.ConcatenatedString) -> str | bytes:
    """What strings side by side stand for; the texts of f-strings among them are left out."""
    values: list[str | bytes] = []
    current: cst.BaseExpression = node
    while isinstance(current, cst.ConcatenatedString):
        if isinstance(current.left, cst.SimpleString):
            values.append(evaluated(current.left.value))
        current = current.right
    if isinstance(current, cst.SimpleString):
        values.append(evaluated(current.value))
    data = [value for value in values if isinstance(value, bytes)]
    if data:
        return b"".join(data)
    return "".join([value for value in values if isinstance(value, str)])


def _strings(reader: Lowering, strings: Iterable[cst.SimpleString | _Formatted]) -> Expression:
    """An f-string, or several strings side by side of which one is an f-string."""
    contents = [part for string in strings for part in _contents(string)]
    if not all(isinstance(part, str) or _is_plain(part) for part in contents):
        fields = [part for part in contents if not isinstance(part, str)]
        return facts.Combine(tuple(_fields(reader, fields)), "__format__")
    parts: list[Expression] = []
    text = ""
    for part in contents:
        if isinstance(part, str):
            text += part
            continue
        if text:
            parts.append(literal(text))
            text = ""
        parts.append(lower(reader, part.expression))
    if text:
        parts.append(literal(text))
    return facts.Combine(tuple(parts), "__str__")


def _contents(string: cst.SimpleString | _Formatted) -> Iterator[str | _Field]:
    """The texts, as they are meant, and the fields of one string."""
    if isinstance(string, cst.SimpleString):
        value = evaluated(string.value)
        yield value if isinstance(value, str) else ""
        return
    quote = string.start.lstrip("fFtTrR")
    prefix = "r" if "r" in string.prefix.lower() else ""
    for part in string.parts:
        if isinstance(part, (cst.FormattedStringExpression, cst.TemplatedStringExpression)):
            yield part
        elif isinstance(part, (cst.FormattedStringText, cst.TemplatedStringText)):
            text = part.value.replace("{{", "{").replace("}}", "}")
            if "\\" in text or "\r" in text:
                # The blank keeps a quote or a backslash at the end apart from the closing quote.
                meant = evaluated(f"{prefix}{quote}{text} {quote}")
                text = meant[:-1] if isinstance(meant, str) else ""
            yield text


def _is_plain(part: _Field) -> bool:
    """Whether a field is a bare `{x}`."""
    return part.format_spec is None and part.conversion is None and part.equal is None


def _fields(reader: Lowering, parts: Any) -> list[Expression]:
    found: list[Expression] = []
    for part in parts:
        expression = getattr(part, "expression", None)
        if expression is not None:
            found.append(lower(reader, expression))
            if part.format_spec:
                found.extend(_fields(reader, part.format_spec))
    return found


def _integer(reader: Lowering, node: cst.Integer) -> Expression:
    return literal(integer(node.value))


def integer(token: str) -> int:
    """The number that is written so; 0 for one of more digits than int() takes."""
    digits = token.replace("_", "")
    try:
        return int(digits, 0 if digits[1:2].isalpha() else 10)
    except ValueError:
        return 0


def _number(reader: Lowering, node: cst.BaseNumber) -> Expression:
    return literal(0.5)


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
    return signed(value, _UNARY[type(node.operator)])


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
    items = _items(reader, node.elements)
    return facts.Sequence(items, reader.site(node))


def _items(reader: Lowering, elements: Iterable[cst.BaseElement]) -> tuple[Expression, ...]:
    items = [
        facts.Starred(lower(reader, element.value))
        if isinstance(element, cst.StarredElement)
        else lower(reader, element.value)
        for element in elements
    ]
    return tuple(items)


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
    name = spelled(node.target)
    reader.bind(name)
    return facts.Walrus(facts.Name(name, reader.site(node.target)), value)


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
