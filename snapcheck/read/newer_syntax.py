"""Syntax newer than the Python that runs this, rewritten to older syntax of the same length.

LibCST's parser knows the newer grammar. What is rewritten takes the place of what it means, down
to the character, so that a place in the older text is the same place in the file:

    def first[T](items): ...        def first(   items): ...
    type Name = str                 Name:(0       )
    f"{f"{name}"}"                  a tuple of its fields, which then becomes an f-string again
    except A, B:                    except A| B:, which then becomes a tuple
    lazy import json                import      json
    {**each for each in them}       {  each for each in them}

A file is rewritten only where Python's own parser has refused it.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from msgspec import Struct

from snapcheck.read.depth import is_shallow
from snapcheck.read.lines import line_starts
from snapcheck.read.module import TypeAlias
from snapcheck.read.places import Text
from snapcheck.read.source import Unreadable

_NOT_A_LINE_END = re.compile(r"[^\r\n]")
_NEWEST = "3.14"
_KNOWS_TYPES = sys.version_info >= (3, 12)
"""Whether this Python reads type parameters and `type` statements by itself."""
_KNOWS_DEFAULTS = sys.version_info >= (3, 13)
"""Whether this Python reads type parameters with defaults by itself."""
_String = cst.SimpleString | cst.FormattedString | cst.TemplatedString
_FIELDS = (cst.FormattedStringExpression, cst.TemplatedStringExpression)
_TEXTS = (cst.FormattedStringText, cst.TemplatedStringText)


class Older(Struct, frozen=True):
    """A text that Python's own parser reads, and its tree with the meaning of the newer text."""

    text: str
    tree: ast.Module


def older(text: str, error: SyntaxError) -> Older:
    """Return `text` in syntax of the Python that runs this, which has refused it with `error`.

    Raises Unreadable for what is no Python, or can't be rewritten.
    """
    if not is_shallow(text):
        raise _syntax_error(error)
    try:
        tree = cst.parse_module(text)
    except (cst.ParserSyntaxError, RecursionError, ValueError):
        raise _syntax_error(error) from None
    rewriting = _Rewriting(text, tree)
    try:
        tree.visit(rewriting)
        found = rewriting.text()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(found)
    except _CannotBeRewritten:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Unreadable(
            f"has syntax that is newer than Python {version}: {error.msg}",
            error.lineno or 0,
            f"run snapcheck with Python {_NEWEST}",
        ) from None
    except SyntaxError as remaining:
        raise _syntax_error(remaining) from None
    except (RecursionError, MemoryError, ValueError):
        raise _syntax_error(error) from None
    return Older(found, _Meant(rewriting, found).visit(parsed))


def _knows(parameters: cst.TypeParameters | None) -> bool:
    """Tell whether this Python reads a definition with these parameters of types by itself."""
    has_defaults = parameters is not None and any(each.default for each in parameters.params)
    return _KNOWS_DEFAULTS if has_defaults else _KNOWS_TYPES


def _syntax_error(error: SyntaxError) -> Unreadable:
    return Unreadable(
        f"syntax error: {error.msg}", error.lineno or 0, "correct the file, or exclude it"
    )


class _CannotBeRewritten(Exception):
    """A construct that older syntax has no room for."""


class _Strings(Struct, frozen=True):
    """An f-string that was rewritten to a tuple of its fields: the texts around those.

    `fields` tell of each one how many elements of the tuple its format takes behind its own; -1 of
    one that is shown without any conversion or format.
    """

    texts: Sequence[str]
    fields: Sequence[int]


class _Rewriting(cst.CSTVisitor):
    """Collects what is to be put where, while LibCST goes through a tree."""

    def __init__(self, text: str, tree: cst.Module) -> None:
        super().__init__()
        self._text = text
        self._lines = line_starts(text)
        wrapper = MetadataWrapper(tree, unsafe_skip_copy=True)
        self._places: Mapping[cst.CSTNode, CodeRange] = wrapper.resolve(PositionProvider)
        self._put: list[tuple[int, int, str]] = []
        self.strings: dict[tuple[int, int], _Strings] = {}
        self.unions: set[int] = set()
        self.types: set[int] = set()

    def text(self) -> str:
        """Return the text with everything in its place."""
        characters = list(self._text)
        for start, end, new in self._put:
            characters[start:end] = new
        return "".join(characters)

    # Places.

    def _start(self, node: cst.CSTNode) -> int:
        at = self._places[node].start
        return self._lines[at.line - 1] + at.column

    def _end(self, node: cst.CSTNode) -> int:
        at = self._places[node].end
        return self._lines[at.line - 1] + at.column

    def _replace(self, start: int, new: str) -> None:
        self._put.append((start, start + len(new), new))

    def _blank(self, start: int, end: int) -> None:
        """Put blanks in place of everything but the ends of lines."""
        self._replace(start, _NOT_A_LINE_END.sub(" ", self._text[start:end]))

    # Definitions.

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        if node.type_parameters is not None and not _knows(node.type_parameters):
            self._drop(node.type_parameters, keep=False)

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        if node.type_parameters is not None and not _knows(node.type_parameters):
            end = self._end(node.type_parameters)
            is_called = self._text[end:].lstrip(" \t\f\\\r\n").startswith("(")
            self._drop(node.type_parameters, keep=not is_called)

    def _drop(self, node: cst.TypeParameters, *, keep: bool) -> None:
        """Leave only round brackets of type parameters: its own, or those that follow it."""
        start, end = self._start(node), self._end(node)
        if not keep:
            end = self._text.index("(", end) + 1
        self._blank(start, end)
        self._replace(start, "(")
        if keep:
            self._replace(end - 1, ")")

    def visit_TypeAlias(self, node: cst.TypeAlias) -> bool:
        if _knows(node.type_parameters):
            return True
        # To LibCST a semicolon behind it is a part of it.
        start, end = self._start(node), self._extent(node.value)[1]
        self._blank(start, end)
        self._replace(start, f"{node.name.value}:(0")
        self._replace(end - 1, ")")
        self.types.add(start)
        return False

    # Statements.

    def visit_LazyImport(self, node: cst.LazyImport) -> None:
        self._move_behind_lazy(node, "import")

    def visit_LazyImportFrom(self, node: cst.LazyImportFrom) -> None:
        self._move_behind_lazy(node, "from")

    def _move_behind_lazy(self, node: cst.CSTNode, word: str) -> None:
        start = self._start(node)
        self._blank(start, self._text.index(word, start) + len(word))
        self._replace(start, word)

    def visit_ExceptHandler(self, node: cst.ExceptHandler) -> None:
        self._join(node.type)

    def visit_ExceptStarHandler(self, node: cst.ExceptStarHandler) -> None:
        self._join(node.type)

    def _join(self, types: cst.BaseExpression | None) -> None:
        """Put `|` for the commas of exceptions without brackets."""
        if not isinstance(types, cst.Tuple) or types.lpar:
            return
        for element in types.elements:
            if not isinstance(element.value, (cst.Name, cst.Attribute, cst.Call, cst.Subscript)):
                raise _CannotBeRewritten
            if isinstance(element.comma, cst.Comma):
                self._replace(self._text.index(",", self._end(element.value)), "|")
        self.unions.add(self._start(types))

    # Expressions.

    def visit_StarredDictComp(self, node: cst.StarredDictComp) -> None:
        self._blank_stars(self._text.index("**", self._start(node)), 2)

    def visit_ListComp(self, node: cst.ListComp) -> None:
        self._drop_star(node.elt)

    def visit_SetComp(self, node: cst.SetComp) -> None:
        self._drop_star(node.elt)

    def visit_GeneratorExp(self, node: cst.GeneratorExp) -> None:
        self._drop_star(node.elt)

    def _drop_star(self, element: cst.CSTNode) -> None:
        if isinstance(element, cst.StarredElement):
            self._blank_stars(self._start(element), 1)

    def _blank_stars(self, start: int, count: int) -> None:
        self._replace(start, " " * count)

    # Strings.

    def visit_ConcatenatedString(self, node: cst.ConcatenatedString) -> bool:
        strings: list[_String] = []
        current: cst.BaseExpression = node
        while isinstance(current, cst.ConcatenatedString):
            strings.append(current.left)
            current = current.right
        assert isinstance(current, _String)
        self._rewrite(node, [*strings, current])
        return False

    def visit_FormattedString(self, node: cst.FormattedString) -> bool:
        self._rewrite(node, [node])
        return False

    def visit_TemplatedString(self, node: cst.TemplatedString) -> bool:
        self._rewrite(node, [node])
        return False

    def _rewrite(self, node: cst.BaseExpression, strings: Sequence[_String]) -> None:
        """Rewrite an f-string, or strings side by side, if this Python can't read it."""
        fields = [part for string in strings for part in _fields_of(string)]
        start, end = self._start(node), self._end(node)
        if _is_readable(f"({self._text[start:end]})"):
            return
        kept = [each for field in fields for each in _expressions(field)]
        if any(isinstance(each, (cst.Yield, cst.From)) and not each.lpar for each in kept):
            raise _CannotBeRewritten
        if any(isinstance(each, cst.Tuple) and not each.lpar for each in kept):
            raise _CannotBeRewritten
        self._keep(start, end, [self._extent(each) for each in kept])
        self.strings[start, end] = _Strings(
            _texts(strings), [_format_size(field) for field in fields]
        )
        for each in kept:
            each.visit(self)

    def _extent(self, node: cst.BaseExpression) -> tuple[int, int]:
        """Return where an expression begins and ends with its brackets."""
        start, end = self._start(node), self._end(node)
        return (
            self._start(node.lpar[0]) if node.lpar else start,
            self._end(node.rpar[-1]) if node.rpar else end,
        )

    def _keep(self, start: int, end: int, extents: Sequence[tuple[int, int]]) -> None:
        """Make what is between two offsets a tuple of the expressions inside of it."""
        at = start
        for begin, behind in extents:
            self._blank(at, begin)
            # A comment that ends the field is left out with what follows it.
            self._replace(behind, ",")
            at = behind + 1
        self._blank(at, end)
        self._replace(start, "(")
        self._replace(end - 1, ")")


def _is_readable(code: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    return True


def _fields_of(string: _String) -> list[cst.CSTNode]:
    if isinstance(string, cst.SimpleString):
        return []
    return [part for part in string.parts if isinstance(part, _FIELDS)]


def _expressions(field: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    """Yield the expression of a field, and those in its format."""
    assert isinstance(field, _FIELDS)
    yield field.expression
    for part in field.format_spec or ():
        if isinstance(part, _FIELDS):
            yield from _expressions(part)


def _format_size(field: cst.CSTNode) -> int:
    assert isinstance(field, _FIELDS)
    is_plain = field.format_spec is None and field.conversion is None and field.equal is None
    return -1 if is_plain else sum(1 for _ in _expressions(field)) - 1


def _texts(strings: Sequence[_String]) -> list[str]:
    """Return the texts before, between and behind the fields of strings side by side."""
    texts = [""]
    for string in strings:
        if isinstance(string, cst.SimpleString):
            texts[-1] += str(_evaluated(string.value))
            continue
        quote = string.start.lstrip("fFtTrR")
        prefix = "r" if "r" in string.prefix.lower() else ""
        for part in string.parts:
            if isinstance(part, _TEXTS):
                text = part.value.replace("{{", "{").replace("}}", "}")
                # The blank keeps a backslash at the end apart from the closing quote.
                texts[-1] += str(_evaluated(f"{prefix}{quote}{text} {quote}"))[:-1]
            else:
                texts.append("")
    return texts


def _evaluated(token: str) -> object:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(token)
    except (ValueError, SyntaxError):
        return ""


class _Meant(ast.NodeTransformer):
    """Gives a tree of the older text the meaning of the newer one."""

    def __init__(self, rewriting: _Rewriting, older: str) -> None:
        self._text = Text(older)
        self._lines = line_starts(older)
        self._strings = rewriting.strings
        self._unions = rewriting.unions
        self._types = rewriting.types

    def _offset(self, line: int, column: int) -> int:
        return self._lines[line - 1] + self._text.column(line, column)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if self._offset(node.lineno, node.col_offset) not in self._types:
            return node
        assert isinstance(node.target, ast.Name)
        alias = TypeAlias()
        alias.name = node.target
        return ast.copy_location(alias, node)

    def visit_Tuple(self, node: ast.Tuple) -> ast.expr:
        self.generic_visit(node)
        start = self._offset(node.lineno, node.col_offset)
        end = self._offset(node.end_lineno or 0, node.end_col_offset or 0)
        string = self._strings.get((start, end))
        if string is None:
            return node
        elements = iter(node.elts)
        values: list[ast.expr] = [ast.Constant(string.texts[0])]
        for text, size in zip(string.texts[1:], string.fields, strict=True):
            value = next(elements)
            inside = [ast.FormattedValue(next(elements), -1) for _ in range(max(0, size))]
            spec = None if size < 0 else ast.JoinedStr(list[ast.expr](inside))
            values += [ast.FormattedValue(value, -1, spec), ast.Constant(text)]
        return ast.fix_missing_locations(ast.copy_location(ast.JoinedStr(values), node))

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        self.generic_visit(node)
        current = node.type
        if current is not None and self._offset(current.lineno, current.col_offset) in self._unions:
            parts: list[ast.expr] = []
            while isinstance(current, ast.BinOp):
                parts.append(current.right)
                current = current.left
            parts.append(current)
            joined = ast.Tuple(parts[::-1], ast.Load())
            assert node.type is not None
            node.type = ast.copy_location(joined, node.type)
        return node
