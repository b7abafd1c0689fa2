"""Terraform files, `.tf` and `.tf.json`, as blocks and expressions with their places.

The only home of tree-sitter's HCL grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from snapcheck.deploy.place import Place
from snapcheck.deploy.template import (
    Node,
    UnreadableError,
    compose,
    decode,
    elements,
    entries,
    read_bytes,
    scalar,
)
from snapcheck.model import Span

if TYPE_CHECKING:
    import tree_sitter

DEEPEST = 60  # of expressions and blocks inside each other; deeper ones are taken for unknown


class Text(Struct, frozen=True):
    """A literal: text, or a number or truth value as it is written; `null` is None."""

    value: str | None


class Template(Struct, frozen=True):
    """A text with `${...}` in it."""

    parts: tuple[Expression, ...]


class Reference(Struct, frozen=True):
    """A name and what follows it: attributes by name, indices as expressions."""

    steps: tuple[str | Expression, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The reference without its indices: `aws_lambda_function.x[0].arn` has three names."""
        return tuple(step for step in self.steps if isinstance(step, str))


class Items(Struct, frozen=True):
    """A list or tuple."""

    items: tuple[Expression, ...]


class Entries(Struct, frozen=True):
    """An object or map; entries whose key is no literal are left out."""

    entries: Mapping[str, Expression]


class Call(Struct, frozen=True):
    """A function call."""

    function: str
    arguments: tuple[Expression, ...]


class Choice(Struct, frozen=True):
    """`test ? then : otherwise`."""

    test: Expression
    then: Expression
    otherwise: Expression


class Operation(Struct, frozen=True):
    """`a == b`, `!a`: an operator and what stands on its sides."""

    operator: str
    parts: tuple[Expression, ...]


class Unknown(Struct, frozen=True):
    """Anything else, with the expressions inside it."""

    parts: tuple[Expression, ...] = ()


Expression = Text | Template | Reference | Items | Entries | Call | Choice | Operation | Unknown


def parts_of(expression: Expression) -> Iterable[Expression]:
    """Return the expressions right inside another one."""
    match expression:
        case Items(items=parts) | Call(arguments=parts) | Template(parts=parts):
            return parts
        case Entries(entries=mapping):
            return mapping.values()
        case Choice(test=test, then=then, otherwise=otherwise):
            return (test, then, otherwise)
        case Operation(parts=parts) | Unknown(parts=parts):
            return parts
        case Text() | Reference():
            return ()


class Attribute(Struct, frozen=True):
    """`name = value`, and where the name stands."""

    span: Span
    value: Expression


class Block(Struct):
    """A block: its type and labels, and what is inside. Of equal attributes the last counts."""

    kind: str
    labels: tuple[str, ...]
    span: Span
    attributes: dict[str, Attribute] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    def of_kind(self, kind: str) -> Iterator[Block]:
        """Return the blocks of a type right inside."""
        return (block for block in self.blocks if block.kind == kind)

    def value(self, name: str) -> Expression | None:
        """Return the value of an attribute."""
        found = self.attributes.get(name)
        return found.value if found is not None else None


Wanted = Callable[[str, tuple[str, ...]], bool]
"""Tells of the type and the labels of a block whether anybody will ask for it."""


def read_file(place: Place, wanted: Wanted) -> Block:
    """Return the blocks of a file, in one block without a type. Raises UnreadableError.

    Only those blocks at the top are read whose type and labels are `wanted`.
    """
    text = decode(read_bytes(place.template, place.disk))
    if place.template.name.endswith(".json"):
        documents = compose(text)
        return _Json(place, wanted).file(documents[0]) if documents else _empty(place)
    return _Native(place, text, wanted).file()


def _empty(place: Place) -> Block:
    return Block("", (), Span(place.name, 1, 1, 1, 1))


@cache
def _parser() -> tree_sitter.Parser:
    import tree_sitter
    import tree_sitter_hcl

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))


class _Native:
    """Reads one file of HCL."""

    def __init__(self, place: Place, text: str, wanted: Wanted | None = None) -> None:
        self._name = place.name
        self._wanted = wanted
        self._source = text.encode()
        self._lines = self._source.split(b"\n")

    def file(self) -> Block:
        root = _parser().parse(self._shortened()).root_node
        if root.has_error:
            # What was taken for a block need not be one: the whole file tells what is wrong.
            root = _parser().parse(self._source).root_node
        if root.has_error:
            line = _first_error(root)
            raise UnreadableError("not readable as HCL", line, "correct it: `terraform validate`")
        block = Block("", (), Span(self._name, 1, 1, 1, 1))
        for child in root.named_children:
            if child.type == "body":
                self._body(child, block, DEEPEST, self._wanted)
        return block

    def _shortened(self) -> bytes:
        """Return the source without blocks that are not wanted, the others in their places.

        The grammar reads 5 MB a second: of most modules, half is nothing to do with functions.
        """
        wanted = self._wanted
        if wanted is None:
            return self._source

        def shorten(block: re.Match[bytes]) -> bytes:
            kind, labels, body = block.groups()
            names = [each.decode("utf-8", "replace") for each in labels.split(b'"')[1::2]]
            if wanted(kind.decode(), tuple(names)):
                return block[0]
            if b"<<" in body or b"/*" in body or b"*/" in body:
                return block[0]
            return b"\n" * block[0].count(b"\n")

        return _PLAIN_BLOCK.sub(shorten, b"\n" + self._source)[1:]

    def _span(self, node: tree_sitter.Node) -> Span:
        line, column = self._point(node.start_point)
        end_line, end_column = self._point(node.end_point)
        return Span(self._name, line, column, end_line, end_column)

    def _point(self, point: tuple[int, int]) -> tuple[int, int]:
        row, column = point
        before = self._lines[row][:column] if row < len(self._lines) else b""
        if not before.isascii():
            column = len(before.decode("utf-8", "replace"))
        return row + 1, min(column, len(before)) + 1

    def _body(
        self, node: tree_sitter.Node, into: Block, depth: int, wanted: Wanted | None = None
    ) -> None:
        if depth < 0:
            return
        for child in node.named_children:
            if child.type == "attribute" and child.named_child_count == 2:
                name, value = child.named_children
                written = Attribute(self._span(name), self._expression(value, DEEPEST))
                into.attributes[_text(name)] = written
            elif child.type == "block":
                block = self._block(child, depth - 1, wanted)
                if block is not None:
                    into.blocks.append(block)

    def _block(self, node: tree_sitter.Node, depth: int, wanted: Wanted | None) -> Block | None:
        """Return a block; None if it is not wanted."""
        block: Block | None = None
        for child in node.named_children:
            if child.type == "identifier" and block is None:
                block = Block(_text(child), (), self._span(child))
            elif block is not None and child.type in ("identifier", "string_lit"):
                block.labels = (*block.labels, _text(child).strip('"'))
            elif block is not None and child.type == "body":
                if wanted is not None and not wanted(block.kind, block.labels):
                    return None
                self._body(child, block, depth)
        return block

    def _expression(self, node: tree_sitter.Node, depth: int) -> Expression:
        """Return the expression of a node; parentheses and wrappers do not count."""
        if depth < 0:
            return Unknown()
        children = node.named_children
        if node.type == "expression" and children and children[0].type == "variable_expr":
            return self._reference(children, depth - 1)
        if node.type in _WRAPPERS and len(children) == 1:
            return self._expression(children[0], depth - 1)
        literal = self._literal(node, children)
        found = literal if literal is not None else self._compound(node, children, depth - 1)
        if found is not None:
            return found
        if node.type in _PARTS or node.type.startswith("for_"):
            return Unknown(tuple(self._expression(each, depth - 1) for each in children))
        return Unknown()

    def _literal(
        self, node: tree_sitter.Node, children: list[tree_sitter.Node]
    ) -> Expression | None:
        if node.type == "string_lit":
            return Text("".join(_text(each) for each in children if each.type == _LITERAL))
        if node.type in ("numeric_lit", "bool_lit"):
            return Text(_text(node))
        return Text(None) if node.type == "null_lit" else None

    def _compound(
        self, node: tree_sitter.Node, children: list[tree_sitter.Node], depth: int
    ) -> Expression | None:
        if node.type in ("quoted_template", "heredoc_template"):
            return self._template(children, depth)
        if node.type == "tuple":
            return Items(tuple(self._inside(children, depth)))
        if node.type == "object":
            return Entries(dict(self._entries(children, depth)))
        if node.type == "function_call":
            arguments = [each for each in children if each.type == "function_arguments"]
            inside = arguments[0].named_children if arguments else []
            return Call(_text(children[0]), tuple(self._inside(inside, depth)))
        if node.type == "conditional" and len(children) == 3:
            return Choice(*self._inside(children, depth))
        if node.type in ("binary_operation", "unary_operation"):
            return self._operation(node, depth)
        return None

    def _operation(self, node: tree_sitter.Node, depth: int) -> Expression:
        """Return an operation; the steps of a reference stand side by side with its operator."""
        sides: list[list[tree_sitter.Node]] = [[]]
        operator = ""
        for child in node.children:
            if child.is_named:
                sides[-1].append(child)
            elif child.type not in ("(", ")"):
                operator = child.type
                sides.append([])
        return Operation(operator, tuple(self._side(each, depth) for each in sides if each))

    def _side(self, nodes: list[tree_sitter.Node], depth: int) -> Expression:
        if nodes[0].type == "variable_expr":
            return self._reference(nodes, depth - 1)
        return self._expression(nodes[0], depth)

    def _inside(self, nodes: list[tree_sitter.Node], depth: int) -> Iterator[Expression]:
        return (self._expression(each, depth) for each in nodes if each.type == "expression")

    def _reference(self, nodes: list[tree_sitter.Node], depth: int) -> Expression:
        steps: list[str | Expression] = []
        for node in nodes:
            if node.type in ("variable_expr", "get_attr"):
                steps.append(_text(node.named_children[0]))
            elif node.type == "index":
                inner = [e for each in node.named_children for e in each.named_children]
                steps.append(self._expression(inner[0], depth) if inner else Unknown())
            elif node.type == "splat":
                steps.append(Unknown())
                for each in node.named_children:
                    names = [n for n in each.named_children if n.type == "get_attr"]
                    steps.extend(_text(n.named_children[0]) for n in names)
        if len(steps) == 1 and isinstance(steps[0], str) and steps[0] in ("true", "false", "null"):
            return Text(None if steps[0] == "null" else steps[0])
        return Reference(tuple(steps))

    def _template(self, nodes: list[tree_sitter.Node], depth: int) -> Expression:
        parts: list[Expression] = []
        for node in nodes:
            if node.type == _LITERAL:
                parts.append(Text(_text(node)))
            elif node.type == "template_interpolation":
                inside = [each for each in node.named_children if each.type == "expression"]
                parts.append(self._expression(inside[0], depth) if inside else Unknown())
            elif node.type == "template_directive":
                parts.append(Unknown())
        # `"${value}"` is the value itself.
        is_whole = len(parts) == 1 and not isinstance(parts[0], Text)
        return parts[0] if is_whole else Template(tuple(parts))

    def _entries(
        self, nodes: list[tree_sitter.Node], depth: int
    ) -> Iterator[tuple[str, Expression]]:
        for node in nodes:
            pair = [each for each in node.named_children if each.type == "expression"]
            if node.type == "object_elem" and len(pair) == 2:
                key = self._expression(pair[0], depth)
                if isinstance(key, Reference) and len(key.steps) == 1:
                    yield str(key.steps[0]), self._expression(pair[1], depth)
                elif isinstance(key, Text) and key.value is not None:
                    yield key.value, self._expression(pair[1], depth)


_LITERAL = "template_literal"
# What only wraps the one expression in it.
_WRAPPERS = frozenset(
    {"expression", "literal_value", "template_expr", "collection_value", "operation"}
)
# What is unknown as a whole, but may hold references.
_PARTS = frozenset({"expression", "for_expr", "get_attr"})
# A block as `terraform fmt` writes it: no line of it but the first and the last begins at the left,
# where a brace ends it, unless it stands in a heredoc or a comment of several lines.
_PLAIN_BLOCK = re.compile(
    rb'\n([a-z]+)((?:[ \t]+"[^"\n]*+")*+)[ \t]*+\{[ \t\r]*+((?:\n(?:[ \t\r#][^\n]*+|(?=\n)))*+)'
    rb"\n\}[ \t\r]*+(?=\n|\Z)"
)


def _text(node: tree_sitter.Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _first_error(root: tree_sitter.Node) -> int:
    """Return the line of the first place that could not be read."""
    node = root
    while True:
        broken = [each for each in node.children if each.has_error or each.is_missing]
        if not broken or node.is_error:
            return int(node.start_point[0]) + 1
        node = broken[0]


# JSON syntax

# How many labels a block of each type has; other types have none at the top.
_LABELS = {"resource": 2, "data": 2, "module": 1, "variable": 1, "output": 1, "provider": 1}


class _Json:
    """Reads one file of Terraform's JSON syntax, where texts are templates."""

    def __init__(self, place: Place, wanted: Wanted) -> None:
        self._place = place
        self._wanted = wanted

    def file(self, document: Node) -> Block:
        block = _empty(self._place)
        for kind, (key, value) in entries(document).items():
            left = _LABELS.get(kind, 0)
            block.blocks.extend(self._labelled(kind, (), key, value, left=left))
        return block

    def _labelled(
        self, kind: str, labels: tuple[str, ...], key: Node, value: Node, *, left: int
    ) -> Iterator[Block]:
        """Yield the blocks of a type, `left` levels of whose labels are still to come."""
        for each in elements(value) or [value]:
            if left:
                for label, (inner, node) in entries(each).items():
                    yield from self._labelled(kind, (*labels, label), inner, node, left=left - 1)
            elif self._wanted(kind, labels):
                yield self._block(kind, labels, key, each, DEEPEST)

    def _block(
        self, kind: str, labels: tuple[str, ...], key: Node, value: Node, depth: int
    ) -> Block:
        block = Block(kind, labels, self._place.span(key))
        for name, (at, node) in entries(value).items() if depth > 0 else ():
            block.attributes[name] = Attribute(self._place.span(at), self._expression(node, depth))
            for each in elements(node) or [node]:
                if each.id == "mapping":  # a block or a map: only the provider knows
                    block.blocks.append(self._block(name, (), at, each, depth - 1))
        return block

    def _expression(self, node: Node, depth: int) -> Expression:
        if depth < 0:
            return Unknown()
        if node.id == "sequence":
            return Items(tuple(self._expression(each, depth - 1) for each in elements(node)))
        if node.id == "mapping":
            inside = {n: self._expression(v, depth - 1) for n, (_, v) in entries(node).items()}
            return Entries(inside)
        text = scalar(node) or ""
        if "${" not in text:
            return Text(text)
        # A text is written as in HCL, so HCL reads it.
        quoted = '"' + text.replace("\n", "\\n") + '"'
        try:
            read = _Native(self._place, f"x = {quoted}\n").file()
        except UnreadableError:
            return Unknown()
        return read.attributes["x"].value if "x" in read.attributes else Unknown()
