"""Transformers that carry out the changes of plans on LibCST's tree, node by flagged node.

Everything that is not changed stays as it is, byte for byte. The edits are what a transformer makes
of the nodes that it changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import libcst as cst
from libcst._nodes.internal import CodegenState
from msgspec import Struct
from msgspec.structs import replace

from snapcheck.fix.plan import (
    Argument,
    Body,
    Change,
    Names,
    Pass,
    Plain,
    Put,
    Replacement,
    Statements,
    Where,
)
from snapcheck.flag.file import Flagged

Statement = cst.SimpleStatementLine | cst.BaseCompoundStatement


class NotFlagged(ValueError):
    """What is to be changed is no node of LibCST's tree."""


class Carried(Struct, frozen=True):
    """The tree of a file as changed, and the replacements that make it so, in order."""

    tree: cst.Module
    replacements: tuple[Replacement, ...]

    @property
    def text(self) -> str:
        """The text as changed: to write it takes as long as to change it."""
        return self.tree.code


def carry_out(file: Flagged, changes: Sequence[Change]) -> Carried:
    """Change a file. Raises NotFlagged where LibCST knows the file, or a place in it, not."""
    if not file.is_lossless:
        raise NotFlagged("its lines end as no tree knows")
    wanted: dict[int, dict[cst.CSTNode, list[Change]]] = defaultdict(lambda: defaultdict(list))
    beside = []
    for change in changes:
        if isinstance(change, Statements):
            beside.append(change)
        else:
            number, node = _flagged(file, change)
            wanted[number][node].append(change)
    body = list(file.tree.body)
    found: list[Replacement] = []
    for number, by_node in wanted.items():
        mender = _Mender(file, number, by_node)
        mended = body[number].visit(mender)
        assert isinstance(mended, Statement)
        body[number] = mended
        found += mender.replacements
    tree, more = _with_statements(file, body, beside)
    if any(each.start == len(file.text) for each in found):
        tree = tree.with_changes(has_trailing_newline=True)
    ordered = sorted([*found, *more], key=lambda each: (each.start, each.end))
    return Carried(tree, tuple(_joined(ordered)))


def _joined(replacements: Iterable[Replacement]) -> list[Replacement]:
    """Return the replacements with insertions at the same place as one, so that none overlap."""
    found: list[Replacement] = []
    for each in replacements:
        if found and found[-1].end == each.start == each.end and found[-1].start == each.start:
            found[-1] = replace(found[-1], text=found[-1].text + each.text)
        else:
            found.append(each)
    return found


def _flagged(
    file: Flagged, change: Put | Pass | Argument | Body | Plain | Names
) -> tuple[int, cst.CSTNode]:
    """Return the node that a change is about, and the number of its statement."""
    start = change.start
    if isinstance(change, (Put, Pass)):
        found: tuple[int, cst.CSTNode] | None = file.expression_at(start, change.end)
    elif isinstance(change, Argument):
        found = file.node_at(
            (start, start), lambda node, at: at[0] == start and isinstance(node, cst.Arg)
        )
    else:
        of_functions = isinstance(change, (Body, Plain))
        kinds = (cst.FunctionDef,) if of_functions else (cst.Global, cst.ImportFrom)
        found = file.node_at(
            (start, start), lambda node, at: at[0] == start and isinstance(node, kinds)
        )
    if found is None or (isinstance(change, Pass) and not isinstance(found[1], cst.Call)):
        raise NotFlagged(f"no node for {type(change).__name__} at {start}")
    return found


class _Mender(cst.CSTTransformer):
    """Changes the flagged nodes of one statement of a module's body."""

    def __init__(
        self, file: Flagged, number: int, changes: dict[cst.CSTNode, list[Change]]
    ) -> None:
        super().__init__()
        self.replacements: list[Replacement] = []
        self._file = file
        self._places = file.places(number)
        self._changes = changes
        self._wanted = [self._places[node][0] for node in changes]
        self._indents: list[str] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Note how what comes is indented; pass by what holds nothing to be changed."""
        if isinstance(node, cst.IndentedBlock):
            tree = self._file.tree
            self._indents.append(tree.default_indent if node.indent is None else node.indent)
            return True
        # Decorators stand outside of what they decorate, defaults of parameters behind those.
        if not isinstance(node, _AROUND_ALL) or getattr(node, "decorators", None):
            return True
        start, end = self._places[node]
        return any(start <= at <= end for at in self._wanted)

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode:
        """Change a node, if it is flagged, once what is inside of it has been changed."""
        # What comes last is put at the top first.
        for change in reversed(self._changes.get(original_node, [])):
            self.replacements.append(self._replacement(original_node, change))
            updated_node = _changed(updated_node, change, "".join(self._indents), self._file.tree)
        if isinstance(original_node, cst.IndentedBlock):
            self._indents.pop()
        return updated_node

    def _replacement(self, node: cst.CSTNode, change: Change) -> Replacement:
        """Return the replacement that a change is in the text."""
        if isinstance(node, cst.FunctionDef) and isinstance(change, Body):
            return self._in_body(node, change)
        start, end = self._places[node]
        if isinstance(change, Plain):
            return Replacement(start, self._file.text.index("def", start), "")
        if isinstance(change, Names):
            return self._among_names(node, change)
        tree = self._file.tree
        if isinstance(node, cst.BaseExpression):
            start -= sum(len(tree.code_for_node(each)) for each in node.lpar)
            end += sum(len(tree.code_for_node(each)) for each in node.rpar)
        if isinstance(change, (Put, Argument)):
            old = self._file.text[start:end]
            is_longer = change.text.startswith(old)
            return Replacement(end if is_longer else start, end, change.text.removeprefix(old))
        indent = "".join(self._indents)
        new = _code(_changed(node, change, indent, tree), indent, tree)
        return _added(start, self._file.text[start:end], new)

    def _among_names(self, node: cst.CSTNode, change: Names) -> Replacement:
        if not isinstance(node, cst.ImportFrom):
            end = self._places[node][1]
            return Replacement(end, end, "".join(f", {name}" for name in change.names))
        (name,) = change.names
        later, near, gap = _beside(node, name)
        blanks = self._file.tree.code_for_node(gap)
        start, end = self._places[near]
        if later:
            return Replacement(start, start, f"{name},{blanks}")
        return Replacement(end, end, f",{blanks}{name}")

    def _in_body(self, function: cst.FunctionDef, change: Body) -> Replacement:
        body = function.body
        assert isinstance(body, cst.IndentedBlock)
        index = len(body.body) if change.at_end else _behind_declarations(body)
        lines = "".join(
            f"{change.indent}{each}{self._file.tree.default_newline}" for each in change.lines
        )
        file = self._file
        if index < len(body.body):
            return _insertion(file, file.beginning_of(body.body[index], self._places), lines)
        return _insertion(file, file.line_behind(self._places[body.body[-1]][1]), lines)


# The kinds of nodes whose places hold those of all that they are made of.
_AROUND_ALL = (cst.BaseStatement, cst.BaseSmallStatement, cst.BaseExpression)


def _in_common(one: str, other: str) -> int:
    """Return the number of characters with which both texts begin."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _added(start: int, old: str, new: str) -> Replacement:
    """Return what is added to a stretch of text at an offset, to make it another one."""
    same = _in_common(old, new)
    added = new[same : len(new) - (len(old) - same)]
    while added[-1:].isspace() and old[:same].endswith(added[-1]):
        # At the end of a line rather than at the beginning of the next one.
        same, added = same - 1, added[-1] + added[:-1]
    return Replacement(start + same, start + same, added)


def _insertion(file: Flagged, at: int, text: str) -> Replacement:
    """Insert whole lines at an offset; the last line of the file may have no end."""
    if at and file.text[at - 1] not in "\r\n":
        text = file.tree.default_newline + text
    return Replacement(at, at, text)


def _changed(node: cst.CSTNode, change: Change, indent: str, tree: cst.Module) -> cst.CSTNode:
    """Return a flagged node as changed."""
    if isinstance(change, Body):
        assert isinstance(node, cst.FunctionDef)
        return _with_lines(node, change, tree)
    if isinstance(change, Plain):
        return node.with_changes(asynchronous=None)
    if isinstance(change, Put):
        return _expression(change.text, indent, tree)
    if isinstance(change, Argument):
        assert isinstance(node, cst.Arg)
        return _argument(change.text, indent, tree).with_changes(
            comma=node.comma, whitespace_after_arg=node.whitespace_after_arg
        )
    if isinstance(change, Pass):
        assert isinstance(node, cst.Call)
        return _with_argument(node, _argument(change.text, indent, tree))
    assert isinstance(change, Names)
    for name in change.names:
        node = _with_name(node, name)
    return node


# --- calls ---------------------------------------------------------------------------------------


def _with_argument(call: cst.Call, argument: cst.Arg) -> cst.Call:
    """Return a call with one more argument: on a line of its own where the last one has one."""
    if not call.args:
        return call.with_changes(args=[argument])
    *others, last = call.args
    before = others[-1].comma if others else call.whitespace_before_args
    gap: cst.BaseParenthesizableWhitespace = cst.SimpleWhitespace(" ")
    if isinstance(last.comma, cst.Comma):
        gap = _gap(before.whitespace_after if isinstance(before, cst.Comma) else before)
        argument = argument.with_changes(comma=last.comma.with_changes(whitespace_before=_NOTHING))
        last = last.with_changes(comma=last.comma.with_changes(whitespace_after=gap))
    else:
        argument = argument.with_changes(whitespace_after_arg=last.whitespace_after_arg)
        comma = cst.Comma(whitespace_after=gap)
        last = last.with_changes(comma=comma, whitespace_after_arg=_NOTHING)
    return call.with_changes(args=[*others, last, argument])


_NOTHING = cst.SimpleWhitespace("")


def _gap(
    before: cst.BaseParenthesizableWhitespace | cst.MaybeSentinel,
) -> cst.BaseParenthesizableWhitespace:
    """Return what goes before one more item of a row, by what stands before another."""
    if isinstance(before, cst.ParenthesizedWhitespace):
        return before.with_changes(
            first_line=cst.TrailingWhitespace(whitespace=_NOTHING), empty_lines=[]
        )
    return cst.SimpleWhitespace(" ")


# --- names ---------------------------------------------------------------------------------------


def _with_name(statement: cst.CSTNode, name: str) -> cst.CSTNode:
    """Return a `global` or a `from` import with one more name."""
    if isinstance(statement, cst.Global):
        *others, last = statement.names
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        names = [*others, last.with_changes(comma=comma), cst.NameItem(cst.Name(name))]
        return statement.with_changes(names=names)
    assert isinstance(statement, cst.ImportFrom)
    assert not isinstance(statement.names, cst.ImportStar)
    aliases = list(statement.names)
    later, near, gap = _beside(statement, name)
    added = cst.ImportAlias(cst.Name(name), comma=cst.Comma(whitespace_after=gap))
    if later:
        aliases.insert(aliases.index(near), added)
    else:
        final = aliases[-1].comma
        aliases[-1] = aliases[-1].with_changes(comma=added.comma)
        aliases.append(added.with_changes(comma=final))
    return statement.with_changes(names=aliases)


def _beside(
    statement: cst.ImportFrom, name: str
) -> tuple[bool, cst.ImportAlias, cst.BaseParenthesizableWhitespace]:
    """Return whether a name goes before another or behind the last, which that is, and the gap."""
    assert not isinstance(statement.names, cst.ImportStar)
    aliases = statement.names
    later = [at for at, each in enumerate(aliases) if each.evaluated_name > name]
    near = later[0] if later else len(aliases) - 1
    before = aliases[near - 1].comma if near else statement.lpar
    signs = (cst.Comma, cst.LeftParen)
    gap = _gap(before.whitespace_after if isinstance(before, signs) else _NOTHING)
    return bool(later), aliases[near], gap


# --- statements ----------------------------------------------------------------------------------


def _with_lines(function: cst.FunctionDef, change: Body, tree: cst.Module) -> cst.FunctionDef:
    body = function.body
    assert isinstance(body, cst.IndentedBlock)
    index = len(body.body) if change.at_end else _behind_declarations(body)
    lines = _statements(change.lines, change.indent, tree)
    statements = [*body.body[:index], *lines, *body.body[index:]]
    return function.with_changes(body=body.with_changes(body=statements))


def _behind_declarations(body: cst.IndentedBlock) -> int:
    """Return the number of the first statement that is no docstring and no `global`."""
    for number, line in enumerate(body.body):
        first = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
        text = first.value if isinstance(first, cst.Expr) and not number else None
        if not isinstance(first, cst.Global) and not isinstance(text, _TEXTS):
            return number
    return len(body.body)


_TEXTS = (cst.SimpleString, cst.ConcatenatedString)


def _with_statements(
    file: Flagged, body: list[Statement], changes: Iterable[Statements]
) -> tuple[cst.Module, list[Replacement]]:
    """Return the module with this body, and with statements put beside some of it."""
    found: list[Replacement] = []
    texts: dict[tuple[int, Where], str] = defaultdict(str)
    for change in changes:
        number = file.number_at(change.line) if change.line else -1
        behind = change.where is Where.BEHIND
        texts[number + behind, Where.BEHIND if behind else Where.BEFORE] += change.text
    tree = file.tree
    for (number, where), text in sorted(texts.items(), key=_from_the_end):
        added = cst.parse_module(text, tree.config_for_parsing)
        (first, *others), footer = added.body, added.footer
        first = first.with_changes(leading_lines=[*added.header, *first.leading_lines])
        if number == len(body):
            found.append(_insertion(file, file.end_of_body, text))
            tree = tree.with_changes(footer=[*footer, *tree.footer], has_trailing_newline=True)
            body += [first, *others]
            continue
        following = body[number]
        if where is Where.BEHIND:
            at = file.beginning(number)
            following = following.with_changes(leading_lines=[*footer, *following.leading_lines])
        else:
            at = file.places(number)[tree.body[number]][0]
            first = first.with_changes(leading_lines=following.leading_lines)
            following = following.with_changes(leading_lines=footer)
        found.append(Replacement(at, at, text))
        body[number : number + 1] = [first, *others, following]
    return tree.with_changes(body=body), found[::-1]


def _from_the_end(item: tuple[tuple[int, Where], str]) -> tuple[int, bool]:
    """Return a sort key: from the end on, and behind a statement before in front of the next."""
    (number, where), _ = item
    return -number, where is Where.BEHIND


# --- text to nodes, and back ---------------------------------------------------------------------


def _statements(lines: Sequence[str], indent: str, tree: cst.Module) -> Sequence[Statement]:
    """Return lines as statements of a block with that indentation."""
    if not indent:
        return cst.parse_module("\n".join(lines), tree.config_for_parsing).body
    text = "".join(f"{indent}{line}\n" for line in lines)
    (block,) = cst.parse_module(f"class _:\n{text}", tree.config_for_parsing).body
    assert isinstance(block, cst.ClassDef)
    return block.body.body  # type: ignore[return-value]


def _expression(text: str, indent: str, tree: cst.Module) -> cst.BaseExpression:
    (line,) = _statements((f"({text})",), indent, tree)
    assert isinstance(line, cst.SimpleStatementLine)
    (statement,) = line.body
    assert isinstance(statement, cst.Expr)
    value = statement.value
    return value.with_changes(lpar=value.lpar[1:], rpar=value.rpar[:-1])


def _argument(text: str, indent: str, tree: cst.Module) -> cst.Arg:
    call = _expression(f"_({text})", indent, tree)
    assert isinstance(call, cst.Call)
    return call.args[0]


def _code(node: cst.CSTNode, indent: str, tree: cst.Module) -> str:
    """Return the source of a node in a block with that indentation."""
    state = CodegenState(tree.default_indent, tree.default_newline)
    state.increase_indent(indent)
    node._codegen(state)
    return "".join(state.tokens)
