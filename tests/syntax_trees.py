"""What edits of programs need to know of a tree: scopes, blocks, names, and where nodes come from.

Each node of a tree has `origins`: which nodes of the original text it stands for. What an edit
builds stands for what it replaces, so that a place in the edited text leads back to the original.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import TypeVar

Node = TypeVar("Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_PLACED = (ast.expr, ast.stmt, ast.arg, ast.keyword, ast.alias, ast.excepthandler, ast.pattern)
# What reads or binds names that the text does not spell, or tells where it is called from.
REFLECTION = frozenset(
    {"__dict__", "currentframe", "delattr", "dir", "eval", "exec", "getmembers", "getsource"}
    | {"globals", "inspect", "locals", "stack", "super", "sys", "vars"}
)


@dataclass(frozen=True)
class At:
    """A node, with the nodes around it from the module down, and the scopes among them."""

    node: ast.AST
    around: tuple[ast.AST, ...]
    scopes: tuple[ast.AST, ...]

    @property
    def parent(self) -> ast.AST:
        return self.around[-1]

    @property
    def is_top_level(self) -> bool:
        """Whether it is in no function and no class."""
        return not self.scopes

    @property
    def is_in_class(self) -> bool:
        return bool(self.scopes) and isinstance(self.scopes[-1], ast.ClassDef)

    @property
    def is_in_expression_scope(self) -> bool:
        """Whether names may be those of a comprehension or lambda around it."""
        return any(isinstance(node, (*COMPREHENSIONS, ast.Lambda)) for node in self.around)

    @property
    def functions(self) -> tuple[Function, ...]:
        return tuple(scope for scope in self.scopes if isinstance(scope, FUNCTIONS))


@dataclass(frozen=True, eq=False)
class Block:
    """A list of statements, and where it stands: `owner` is the last of `around`."""

    statements: list[ast.stmt]
    name: str
    around: tuple[ast.AST, ...]
    scopes: tuple[ast.AST, ...]

    @property
    def owner(self) -> ast.AST:
        return self.around[-1]

    @property
    def is_in_class(self) -> bool:
        return bool(self.scopes) and isinstance(self.scopes[-1], ast.ClassDef)

    @property
    def function(self) -> Function | None:
        scope = self.scopes[-1] if self.scopes else None
        return scope if isinstance(scope, FUNCTIONS) else None


def nodes(tree: ast.Module) -> Iterator[At]:
    """Every node below the module, in the order of the text."""
    yield from _below(tree, (), ())


def _below(node: ast.AST, around: tuple[ast.AST, ...], scopes: tuple[ast.AST, ...]) -> Iterator[At]:
    inside = (*around, node)
    for name, value in ast.iter_fields(node):
        own = isinstance(node, SCOPES) and name == "body"
        within = (*scopes, node) if own else scopes
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield At(child, inside, within)
                yield from _below(child, inside, within)


def blocks(tree: ast.Module) -> Iterator[Block]:
    """Every list of statements."""
    yield Block(tree.body, "body", (tree,), ())
    for at in nodes(tree):
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(at.node, name, None)
            if isinstance(statements, list) and statements:
                own = isinstance(at.node, SCOPES)
                scopes = (*at.scopes, at.node) if own else at.scopes
                yield Block(statements, name, (*at.around, at.node), scopes)


def is_docstring(block: Block, position: int) -> bool:
    statement = block.statements[position]
    return (
        position == 0
        and isinstance(block.owner, (ast.Module, *FUNCTIONS, ast.ClassDef))
        and isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
    )


def is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


# --- names ---------------------------------------------------------------------------------------


def loaded(node: ast.AST) -> set[str]:
    """The names that an expression or statement reads, but for those that it binds itself."""
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    stored = {n.id for n in names if not isinstance(n.ctx, ast.Load)}
    stored |= {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
    return {n.id for n in names if isinstance(n.ctx, ast.Load)} - stored


def bound_in(function: ast.AST) -> set[str]:
    """The names that a function binds as its own."""
    found: set[str] = set()
    outer: set[str] = set()
    if isinstance(function, (*FUNCTIONS, ast.Lambda)):
        found |= {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    pending = list(function.body) if isinstance(getattr(function, "body", 0), list) else []
    while pending:
        node: ast.AST = pending.pop()
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            outer |= set(node.names)
        found |= bindings(node)
        if not isinstance(node, SCOPES):
            pending.extend(ast.iter_child_nodes(node))  # type: ignore[arg-type]
    return found - outer


def bindings(node: ast.AST) -> set[str]:
    """The names that a node itself binds in its scope."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        return {node.id}
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.ExceptHandler) and node.name:
        return {node.name}
    if isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
        return {node.name}
    if isinstance(node, ast.MatchMapping) and node.rest:
        return {node.rest}
    return set()


def locals_of(scopes: tuple[ast.AST, ...]) -> set[str]:
    """The names that functions around a place bind; names of classes are not seen from inside."""
    return {name for scope in scopes if isinstance(scope, FUNCTIONS) for name in bound_in(scope)}


def spelled(tree: ast.AST) -> set[str]:
    """Every name that a tree spells, as what it may be: variables, attributes, keywords ..."""
    found: set[str] = set()
    for node in ast.walk(tree):
        for name, value in ast.iter_fields(node):
            if name in ("id", "attr", "arg", "name", "asname", "module", "rest") and value:
                found |= set(str(value).split("."))
            elif name in ("names", "kwd_attrs") and value and isinstance(value[0], str):
                found |= set(value)
    return found


def ends(statements: list[ast.stmt]) -> bool:
    """Whether what stands behind these statements does not run."""
    last = statements[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and ends(last.body) and ends(last.orelse)
    return isinstance(last, (ast.Return, ast.Raise, ast.Continue, ast.Break))


# --- origins -------------------------------------------------------------------------------------


def origins(node: ast.AST) -> frozenset[int]:
    found: frozenset[int] = getattr(node, "origins", frozenset())
    return found


def placed(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that have a place in the text; all others may be shared."""
    return (node for node in ast.walk(tree) if isinstance(node, _PLACED))


def number(tree: ast.Module, numbers: Iterator[int]) -> None:
    """Let each node stand for itself."""
    for node in placed(tree):
        node.origins = frozenset([next(numbers)])  # type: ignore[attr-defined]


def like(new: Node, *old: ast.AST) -> Node:
    """Let all of `new` that stands for nothing yet stand for `old`."""
    meant = frozenset[int]().union(*map(origins, old))
    for node in placed(new):
        if not origins(node):
            node.origins = meant  # type: ignore[attr-defined]
    return new


def also(new: ast.AST, *old: ast.AST) -> None:
    """Let all of `new` stand for `old` too."""
    meant = frozenset[int]().union(*map(origins, old))
    for node in placed(new):
        node.origins = origins(node) | meant  # type: ignore[attr-defined]


def all_of(node: ast.AST) -> frozenset[int]:
    """The origins of a node and of all below it."""
    return frozenset[int]().union(*(origins(each) for each in placed(node)))


def replace(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put `new` where `old` stands below `parent`."""
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, new)
            return
        if isinstance(value, list):
            for position, each in enumerate(value):
                if each is old:
                    value[position] = new
                    return
    raise ValueError("not a child")


def fresh_name(taken: set[str], stem: str) -> str:
    """A name that nothing has yet."""
    return next(name for name in (f"{stem}_{n}" for n in count(1)) if name not in taken)


# --- programs ------------------------------------------------------------------------------------


@dataclass
class Project:
    """The modules of a program by path, and the words of its other files."""

    modules: dict[str, ast.Module]
    words: frozenset[str] = frozenset()
    added: set[str] = field(default_factory=set)

    @property
    def taken(self) -> set[str]:
        return set(self.words).union(*(spelled(tree) for tree in self.modules.values()))

    @property
    def own(self) -> set[str]:
        """The names that an import may mean a module or folder of the program by."""
        return {part for path in self.modules for part in path.removesuffix(".py").split("/")}

    @property
    def texts(self) -> set[str]:
        """The words in texts of the program and in its other files: names may be meant by them."""
        found = set(self.words)
        for tree in self.modules.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found |= words(node.value)
        return found

    def reflects(self) -> bool:
        """Whether the program may see what it calls its names."""
        return any(spelled(tree) & REFLECTION for tree in self.modules.values())


def words(text: str) -> set[str]:
    return set("".join(c if c.isalnum() or c == "_" else " " for c in text).split())


# --- changes ---

Change = Callable[[], None]


def one_of(changes: Iterator[Change], chance: Random) -> bool:
    """Make one of the changes; whether there is any."""
    found = list(changes)
    if found:
        chance.choice(found)()
    return bool(found)


def statements_of(project: Project) -> Iterator[tuple[ast.Module, Block, int, ast.stmt]]:
    for tree in project.modules.values():
        for block in blocks(tree):
            for position, statement in enumerate(block.statements):
                yield tree, block, position, statement


def put(block: Block, position: int, *new: ast.stmt) -> None:
    old = block.statements[position]
    block.statements[position : position + 1] = [like(each, old) for each in new]


def add_import(tree: ast.Module, module: str, bound: str) -> None:
    """Import a module under a name at the top of a file."""
    position = 0
    while position < len(tree.body) and (
        is_future(tree.body[position]) or (position == 0 and is_text(tree.body[0]))
    ):
        position += 1
    tree.body.insert(position, ast.Import([ast.alias(module, bound)]))


def is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
