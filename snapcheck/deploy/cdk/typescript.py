"""CDK programs in TypeScript, turned into the syntax tree that programs in Python have.

Both build the same constructs with the same names, `fromAsset` for `from_asset`. What has no
counterpart is left out, and so unknown to what follows the program. The only home of tree-sitter's
TypeScript grammar.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import tree_sitter

DEEPEST = 80  # of expressions and blocks inside each other; what is deeper is unknown
_LIBRARY = re.compile(r"(?:aws-cdk-lib|@aws-cdk)(?:/(.*))?")
_PATHS = frozenset({"path", "node:path"})
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
# What only tells the type of the expression in it, or waits for it.
_WRAPPERS = frozenset(
    {
        "as_expression",
        "await_expression",
        "non_null_expression",
        "parenthesized_expression",
        "satisfies_expression",
        "type_assertion",
    }
)
_DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})
# What holds statements that count as if they stood outside.
_CONTAINERS = frozenset(
    {
        "catch_clause",
        "else_clause",
        "export_statement",
        "finally_clause",
        "for_statement",
        "statement_block",
        "switch_statement",
        "try_statement",
        "while_statement",
    }
)
_FUNCTIONS = frozenset({"arrow_function", "function_expression", "function_declaration"})

_Placed = TypeVar("_Placed", bound=ast.AST)


def syntax_tree(source: bytes) -> ast.Module | None:
    """Return the program as Python would write it; None if it is no TypeScript."""
    root = _parser().parse(source).root_node
    if root.has_error:
        return None
    return ast.Module(list(_statements(root, DEEPEST)), [])


@cache
def _parser() -> tree_sitter.Parser:
    import tree_sitter
    import tree_sitter_typescript

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_typescript.language_typescript()))


@lru_cache(maxsize=2_000)  # programs build the same constructs with the same properties
def python_name(name: str) -> str:
    """Return a name as the Python library has it: `fromAsset` is `from_asset`."""
    if not name[:1].islower():
        return name
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


# --- statements ---


def _statements(node: tree_sitter.Node, depth: int) -> Iterator[ast.stmt]:
    """Yield the statements right inside a node."""
    for child in node.named_children if depth > 0 else ():
        yield from _statement(child, depth - 1)


def _statement(node: tree_sitter.Node, depth: int) -> Iterator[ast.stmt]:
    if node.type in _CONTAINERS:
        yield from _statements(node, depth)
    elif node.type == "import_statement":
        yield from _imports(node)
    elif node.type in _DECLARATIONS:
        yield from _declared(node, depth)
    elif node.type == "expression_statement":
        for child in node.named_children[:1]:
            yield _expression_statement(child, depth)
    else:
        made = _single(node, depth)
        if made is not None:
            yield made


def _single(node: tree_sitter.Node, depth: int) -> ast.stmt | None:
    """Return the statement of a node that stands for one."""
    kind = node.type
    if kind in ("class_declaration", "abstract_class_declaration"):
        return _class(node, depth)
    if kind == "function_declaration":
        return _function(node, _text(node.child_by_field_name("name")), depth)
    if kind == "return_statement":
        inside = [_expression(child, depth) for child in node.named_children[:1]]
        return _at(ast.Return(inside[0] if inside else None), node)
    if kind == "if_statement":
        test, then, otherwise = _fields(node, "condition", "consequence", "alternative")
        branches = _body(then, depth), _body(otherwise, depth)
        return _at(ast.If(_optional(test, depth), *branches), node)
    if kind == "for_in_statement":
        target, iterable, inner = _fields(node, "left", "right", "body")
        loop = ast.For(_target(target, depth), _optional(iterable, depth), _body(inner, depth), [])
        return _at(loop, node)
    return None


def _fields(node: tree_sitter.Node, *names: str) -> list[tree_sitter.Node | None]:
    return [node.child_by_field_name(name) for name in names]


def _body(node: tree_sitter.Node | None, depth: int) -> list[ast.stmt]:
    """Return a block, or the one statement that stands for it."""
    if node is None:
        return []
    is_block = node.type in ("statement_block", "else_clause")
    return list(_statements(node, depth) if is_block else _statement(node, depth))


def _expression_statement(node: tree_sitter.Node, depth: int) -> ast.stmt:
    if node.type == "assignment_expression":
        left, right = (node.child_by_field_name(name) for name in ("left", "right"))
        return _at(ast.Assign([_target(left, depth)], _optional(right, depth)), node)
    return _at(ast.Expr(_expression(node, depth)), node)


def _imports(node: tree_sitter.Node) -> Iterator[ast.stmt]:
    """Yield what an import of the CDK or of `path` binds."""
    for clause in (child for child in node.named_children if child.type == "import_require_clause"):
        yield from _required(clause.named_children[0], clause.child_by_field_name("source"))
    source = node.child_by_field_name("source")
    module = _library(_string(source) if source is not None else "")
    if module is None:
        return
    for clause in (child for child in node.named_children if child.type == "import_clause"):
        for child in clause.named_children:
            if child.type == "identifier":
                yield ast.Import([ast.alias(module, _text(child))])
            elif child.type == "namespace_import":
                yield ast.Import([ast.alias(module, _text(child.named_children[0]))])
            elif child.type == "named_imports":
                names = [
                    ast.alias(_text(each.child_by_field_name("name")), _bound(each))
                    for each in child.named_children
                    if each.type == "import_specifier"
                ]
                yield ast.ImportFrom(module, names, 0)


def _required(name: tree_sitter.Node, source: tree_sitter.Node | None) -> Iterator[ast.stmt]:
    """Yield what `name = require(source)` binds."""
    module = _library(_string(source)) if source is not None else None
    if module is not None:
        yield ast.Import([ast.alias(module, _text(name))])


def _bound(specifier: tree_sitter.Node) -> str:
    alias = specifier.child_by_field_name("alias")
    return _text(alias if alias is not None else specifier.child_by_field_name("name"))


def _library(name: str) -> str | None:
    """Return the Python module of a package: `aws-cdk-lib/aws-lambda` is `aws_cdk.aws_lambda`."""
    if name in _PATHS:
        return "path"
    found = _LIBRARY.fullmatch(name)
    if found is None:
        return None
    below = (found[1] or "").replace("-", "_").replace("/", ".")
    return f"aws_cdk.{below}" if below else "aws_cdk"


def _declared(node: tree_sitter.Node, depth: int) -> Iterator[ast.stmt]:
    for each in node.named_children:
        name, value = (each.child_by_field_name(field) for field in ("name", "value"))
        if each.type != "variable_declarator" or name is None or value is None:
            continue
        called = value.child_by_field_name("function")
        if called is not None and _text(called) == "require":
            arguments = value.child_by_field_name("arguments")
            given = arguments.named_children if arguments is not None else []
            yield from _required(name, given[0] if given else None)
        elif value.type in _FUNCTIONS:
            yield _function(value, _text(name), depth)
        else:
            yield _at(ast.Assign([_target(name, depth)], _expression(value, depth)), each)


def _class(node: tree_sitter.Node, depth: int) -> ast.ClassDef:
    """Return a class; what its fields begin with is set at the start of its constructor."""
    bases = [
        _expression(value, depth)
        for heritage in node.named_children
        if heritage.type == "class_heritage"
        for clause in heritage.named_children
        if clause.type == "extends_clause"
        for value in clause.named_children[:1]
    ]
    body = node.child_by_field_name("body")
    members = body.named_children if body is not None else []
    fields: list[ast.stmt] = []
    methods: list[ast.stmt] = []
    constructor: ast.FunctionDef | None = None
    for member in members:
        name = member.child_by_field_name("name")
        if member.type == "public_field_definition":
            value = member.child_by_field_name("value")
            if value is not None and value.type in _FUNCTIONS:
                methods.append(_function(value, python_name(_text(name)), depth, is_method=True))
            elif value is not None:
                target = ast.Attribute(ast.Name("self"), python_name(_text(name)))
                fields.append(_at(ast.Assign([target], _expression(value, depth)), member))
        elif member.type == "method_definition":
            is_constructor = _text(name) == "constructor"
            called = "__init__" if is_constructor else python_name(_text(name))
            method = _function(member, called, depth, is_method=True)
            constructor = method if is_constructor else constructor
            methods.append(method)
    if constructor is not None:
        constructor.body[:0] = fields
    name = node.child_by_field_name("name")
    return _at(ast.ClassDef(_text(name), bases, [], [*methods], []), node)


def _function(
    node: tree_sitter.Node, name: str, depth: int, *, is_method: bool = False
) -> ast.FunctionDef:
    parameters = node.child_by_field_name("parameters")
    names: list[str] = ["self"] if is_method else []
    defaults: list[ast.expr] = []
    for each in parameters.named_children if parameters is not None else ():
        pattern, value = (each.child_by_field_name(field) for field in ("pattern", "value"))
        if each.type in ("required_parameter", "optional_parameter"):
            names.append(_text(pattern))
            if value is not None or defaults:
                defaults.append(_optional(value, depth))
    alone = node.child_by_field_name("parameter")
    if alone is not None:
        names.append(_text(alone))
    body = node.child_by_field_name("body")
    if body is not None and body.type == "statement_block":
        statements = _body(body, depth)
    else:
        statements = [ast.Return(_optional(body, depth))]
    arguments = ast.arguments([], [ast.arg(each) for each in names], None, [], [], None, defaults)
    decorators: list[ast.expr] = []
    return _at(ast.FunctionDef(name, arguments, statements, decorators), node)


# --- expressions ---


def _optional(node: tree_sitter.Node | None, depth: int) -> ast.expr:
    return ast.Constant(...) if node is None else _expression(node, depth)


def _target(node: tree_sitter.Node | None, depth: int) -> ast.expr:
    """Return what is assigned to; names out of an object that is taken apart are unknown."""
    if node is not None and node.type == "array_pattern":
        return ast.Tuple([_target(child, depth) for child in node.named_children])
    if node is not None and node.type in ("identifier", "member_expression"):
        return _expression(node, depth)
    return ast.Name("")


def _expression(node: tree_sitter.Node, depth: int) -> ast.expr:
    return _at(_plain(node, depth - 1) if depth > 0 else ast.Constant(...), node)


def _plain(node: tree_sitter.Node, depth: int) -> ast.expr:
    if node.type in _WRAPPERS and node.named_child_count:
        inner = node.named_children[-1 if node.type == "type_assertion" else 0]
        return _expression(inner, depth)
    make = _EXPRESSIONS.get(node.type)
    return make(node, depth) if make is not None else ast.Constant(...)


def _number(node: tree_sitter.Node, depth: int) -> ast.expr:
    text = _text(node)
    return ast.Constant(int(text) if text.isdecimal() else ...)


def _member(node: tree_sitter.Node, depth: int) -> ast.expr:
    owner, name = _fields(node, "object", "property")
    return ast.Attribute(_optional(owner, depth), python_name(_text(name)))


def _subscript(node: tree_sitter.Node, depth: int) -> ast.expr:
    owner, index = _fields(node, "object", "index")
    return ast.Subscript(_optional(owner, depth), _optional(index, depth))


def _choice(node: tree_sitter.Node, depth: int) -> ast.expr:
    parts = _fields(node, "condition", "consequence", "alternative")
    return ast.IfExp(*[_optional(part, depth) for part in parts])


def _operation(node: tree_sitter.Node, depth: int) -> ast.expr:
    *sides, operator = _fields(node, "left", "right", "operator")
    left, right = [_optional(side, depth) for side in sides]
    match _text(operator):
        case "+":
            return ast.BinOp(left, ast.Add(), right)
        case "||":
            return ast.BoolOp(ast.Or(), [left, right])
        case "??":
            return ast.IfExp(ast.Compare(left, [ast.IsNot()], [ast.Constant(None)]), left, right)
        case "&&":
            return ast.IfExp(left, right, ast.Constant(None))
        case "===" | "==":
            return ast.Compare(left, [ast.Eq()], [right])
        case "!==" | "!=":
            return ast.Compare(left, [ast.NotEq()], [right])
    return ast.Constant(...)


def _unary(node: tree_sitter.Node, depth: int) -> ast.expr:
    operator, argument = _fields(node, "operator", "argument")
    if _text(operator) == "!":
        return ast.UnaryOp(ast.Not(), _optional(argument, depth))
    return ast.Constant(...)


def _call(node: tree_sitter.Node, depth: int) -> ast.expr:
    field = "constructor" if node.type == "new_expression" else "function"
    function = node.child_by_field_name(field)
    written = node.child_by_field_name("arguments")
    arguments = [
        _expression(child, depth)
        for child in (written.named_children if written is not None else ())
        if child.type != "comment"
    ]
    if function is not None and function.type == "super":
        base = _at(ast.Call(ast.Name("super"), [], []), function)
        return ast.Call(_at(ast.Attribute(base, "__init__"), function), arguments, [])
    return ast.Call(_optional(function, depth), arguments, [])


def _object(children: list[tree_sitter.Node], depth: int) -> ast.expr:
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for child in children:
        if child.type == "pair":
            key, value = (child.child_by_field_name(field) for field in ("key", "value"))
            is_known = key is not None and key.type in ("property_identifier", "string")
            keys.append(
                _key(key) if key is not None and is_known else _at(ast.Constant(...), child)
            )
            values.append(_optional(value, depth))
        elif child.type == "shorthand_property_identifier":
            keys.append(_at(ast.Constant(python_name(_text(child))), child))
            values.append(_at(ast.Name(_text(child)), child))
        elif child.type == "spread_element" and child.named_children:
            keys.append(None)
            values.append(_expression(child.named_children[0], depth))
        elif child.type != "comment":
            keys.append(_at(ast.Constant(...), child))
            values.append(_at(ast.Constant(...), child))
    return ast.Dict(keys, values)


def _key(node: tree_sitter.Node) -> ast.expr:
    name = _string(node) if node.type == "string" else python_name(_text(node))
    return _at(ast.Constant(name), node)


def _template(node: tree_sitter.Node, depth: int) -> ast.expr:
    """Return a text in backticks; without a substitution it is an ordinary text."""
    parts: list[ast.expr] = []
    at = node.start_byte + 1
    source = node.text or b""
    begin = node.start_byte
    for child in (each for each in node.named_children if each.type == "template_substitution"):
        parts.append(ast.Constant(_unescaped(source[at - begin : child.start_byte - begin])))
        inside = child.named_children
        parts.append(_expression(inside[0], depth) if inside else ast.Constant(...))
        at = child.end_byte
    parts.append(ast.Constant(_unescaped(source[at - begin : -1])))
    return ast.JoinedStr(parts) if len(parts) > 1 else parts[0]


def _string(node: tree_sitter.Node) -> str:
    return _unescaped((node.text or b"")[1:-1])


_EXPRESSIONS: Mapping[str, Callable[[tree_sitter.Node, int], ast.expr]] = {
    "string": lambda node, depth: ast.Constant(_string(node)),
    "template_string": _template,
    "number": _number,
    "null": lambda node, depth: ast.Constant(None),
    "undefined": lambda node, depth: ast.Constant(None),
    "true": lambda node, depth: ast.Constant(True),
    "false": lambda node, depth: ast.Constant(False),
    "identifier": lambda node, depth: ast.Name(_text(node)),
    "this": lambda node, depth: ast.Name("self"),
    "member_expression": _member,
    "subscript_expression": _subscript,
    "call_expression": _call,
    "new_expression": _call,
    "object": lambda node, depth: _object(node.named_children, depth),
    "array": lambda node, depth: ast.List([_expression(c, depth) for c in node.named_children]),
    "ternary_expression": _choice,
    "binary_expression": _operation,
    "unary_expression": _unary,
}


def _unescaped(source: bytes) -> str:
    def character(found: re.Match[str]) -> str:
        escape = found[1]
        if escape[0] in "ux" and len(escape) > 1:
            code = int(escape[1:].strip("{}"), 16)
            return chr(code) if code <= 0x10FFFF else "?"
        return "" if escape.endswith("\n") else _ESCAPES.get(escape, escape)

    return _ESCAPE.sub(character, source.decode("utf-8", "replace"))


def _text(node: tree_sitter.Node | None) -> str:
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def _at(made: _Placed, node: tree_sitter.Node) -> _Placed:
    """Return the Python node with the place of the one it was made of."""
    start, end = node.start_point, node.end_point
    made.lineno, made.col_offset = start[0] + 1, start[1]  # type: ignore[attr-defined]
    made.end_lineno, made.end_col_offset = end[0] + 1, end[1]  # type: ignore[attr-defined]
    return made
