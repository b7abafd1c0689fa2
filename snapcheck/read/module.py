"""One Python file to `ModuleFacts`: Python's own parser parses, one walk lowers its tree."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from snapcheck import facts
from snapcheck.facts import ModuleFacts, Statement
from snapcheck.read.constants import key
from snapcheck.read.expressions import ByKind, arguments, lower, lower_target
from snapcheck.read.places import Place, Placed, Text
from snapcheck.read.scope import (
    ITERABLE,
    UNFINISHED_CLASS,
    UNFINISHED_FUNCTION,
    Scope,
    finished_function,
)
from snapcheck.read.source import Unreadable

if sys.version_info >= (3, 12):
    TypeAlias = ast.TypeAlias
else:

    class TypeAlias(ast.stmt):
        """`type name = value`, which this Python has no node of."""

        _fields = ("name",)
        name: ast.Name


def lower_module(tree: ast.Module, text: str, path: str) -> ModuleFacts:
    """Return the facts of the file `path`, of whose `text` this is the tree."""
    return Reader(text).module(tree, path)


_ELSEWHERE = Place(0, 0, 0, 0)


class Reader:
    """Lowers statements; `snapcheck.read.expressions` does what is inside them.

    Numbers count from how many sites, functions and classes stand before what is lowered.
    """

    __slots__ = ("_qualified", "_scope", "_text", "classes", "functions", "nodes", "reads")

    def __init__(self, text: str, *, sites: int = 0, functions: int = 0, classes: int = 0) -> None:
        self.functions: list[facts.FunctionFacts] = [UNFINISHED_FUNCTION] * functions
        self.classes: list[facts.ClassFacts] = [UNFINISHED_CLASS] * classes
        self._text = Text(text)
        self.nodes: list[Placed] = [_ELSEWHERE] * sites
        self._scope = Scope("module", None)
        self.reads = self._scope.read
        self._qualified: list[str] = []

    # What lowering an expression asks for.

    def site(self, node: Placed) -> int:
        """Note where `node` is, as a place that may be reported; its number."""
        self.nodes.append(node)
        return len(self.nodes) - 1

    def bind(self, name: str) -> None:
        """Note that the current scope binds `name`."""
        self._scope.bound.add(name)
        self._scope.rebound.add(name)

    def yields(self) -> None:
        """Note that the current function is a generator."""
        self._scope.is_generator = True

    def lambda_function(self, node: ast.Lambda) -> int:
        """Lower a lambda to a function whose body returns its value."""
        parameters = self._parameters(node.args)
        index = self._open_function(parameters)
        body = (facts.Return(lower(self, node.body)),)
        self._close_function(index, "<lambda>", parameters, (), body, site=self.site(node))
        return index

    def kept(self, node: ast.expr) -> facts.Expression:
        """Lower a value that is bound or returned: a generator expression runs later, if at all."""
        return self._generator(node) if type(node) is ast.GeneratorExp else lower(self, node)

    def _generator(self, node: ast.GeneratorExp) -> facts.Expression:
        """Return a generator expression as Python does it: a function, called with the iterable."""
        first = lower(self, node.generators[0].iter)
        index = self._open_function(())
        self._scope.bound.add(ITERABLE)
        body = self._clauses(node, 0, facts.Name(ITERABLE, self.site(node)))
        self.yields()
        parameter = facts.Parameter(ITERABLE, "positional", None, None, self.site(node))
        self._close_function(index, "<genexpr>", (parameter,), (), body, site=self.site(node))
        function = facts.Lambda(index, self.site(node))
        return facts.Call(function, (facts.Argument(first, None, ""),), self.site(node))

    def _clauses(
        self, node: ast.GeneratorExp, position: int, iterable: facts.Expression
    ) -> tuple[Statement, ...]:
        """Return the loops and tests of a generator expression, as statements around a `yield`."""
        clause = node.generators[position]
        target = lower_target(self, clause.target)
        tests = [lower(self, condition) for condition in clause.ifs]
        body: tuple[Statement, ...]
        if position + 1 < len(node.generators):
            inner = lower(self, node.generators[position + 1].iter)
            body = self._clauses(node, position + 1, inner)
        else:
            body = (facts.Evaluate(facts.Yield(lower(self, node.elt))),)
        for test in reversed(tests):
            body = (facts.If(test, body, ()),)
        return (facts.For(target, iterable, body, ()),)

    def module(self, tree: ast.Module, path: str) -> ModuleFacts:
        """Return the facts of a whole module; of a reader that has read nothing yet."""
        body = self.block(tree.body)
        return ModuleFacts(
            path,
            body,
            tuple(self.functions),
            tuple(self.classes),
            self.packed(self.nodes),
        )

    def packed(self, nodes: Iterable[Placed]) -> bytes:
        """Return the places of nodes as `ModuleFacts.places` holds them."""
        return self._text.packed(nodes)

    # Statements. Each method returns its facts; None where a statement has none.

    def block(self, nodes: Iterable[ast.stmt]) -> tuple[Statement, ...]:
        """Return the facts of a block, in order."""
        found: list[Statement] = []
        for node in nodes:
            statement = STATEMENTS[type(node)](self, node)
            if statement is not None:
                found.append(statement)
            elif type(node) is ast.Import:
                found.extend(self._imports(node))
        return tuple(found)

    def _nothing(self, node: ast.stmt) -> None:
        """Do nothing: `pass`, and what `block` itself looks after."""

    def _expression(self, node: ast.Expr) -> Statement | None:
        value = node.value
        if type(value) is ast.Constant and type(value.value) in _SAYING_NOTHING:
            return None
        return facts.Evaluate(lower(self, value))

    def _assign(self, node: ast.Assign) -> Statement:
        value = self.kept(node.value)
        return facts.Assign(tuple([lower_target(self, target) for target in node.targets]), value)

    def _annotated(self, node: ast.AnnAssign) -> Statement | None:
        value = self.kept(node.value) if node.value is not None else None
        annotation = lower(self, node.annotation)
        target = lower_target(self, node.target)
        if value is not None:
            return facts.Assign((target,), value, annotation)
        return facts.Declare(target.name, annotation) if type(target) is facts.Name else None

    def _augment(self, node: ast.AugAssign) -> Statement:
        value = lower(self, node.value)
        if type(node.target) is ast.Name:
            self.reads.add(node.target.id)
        return facts.Augment(lower_target(self, node.target), value)

    def _return(self, node: ast.Return) -> Statement:
        if self._scope.kind != "function":  # Python's parser takes it, and its compiler does not
            reason, mend = "syntax error: 'return' outside function", "correct the file"
            raise Unreadable(reason, node.lineno, f"{mend}, or exclude it")
        return facts.Return(self.kept(node.value) if node.value is not None else None)

    def _raise(self, node: ast.Raise) -> Statement:
        return facts.Raise(lower(self, node.exc) if node.exc is not None else None)

    def _jump(self, node: ast.Break | ast.Continue) -> Statement:
        return facts.Jump()

    def _delete(self, node: ast.Delete) -> Statement:
        return facts.Delete(tuple([lower_target(self, target) for target in node.targets]))

    def _assert(self, node: ast.Assert) -> Statement:
        return facts.Assert(lower(self, node.test))

    def _global(self, node: ast.Global) -> None:
        self._scope.globals.update(node.names)

    def _nonlocal(self, node: ast.Nonlocal) -> None:
        self._scope.nonlocals.update(node.names)

    def _imports(self, node: ast.Import) -> list[Statement]:
        found: list[Statement] = []
        for alias in node.names:
            self.bind(alias.asname or alias.name.partition(".")[0])
            found.append(facts.Import(alias.name, alias.asname, self.site(node)))
        return found

    def _import_from(self, node: ast.ImportFrom) -> Statement:
        names = tuple([(alias.name, alias.asname or alias.name) for alias in node.names])
        for _, bound in names:
            if bound != "*":
                self.bind(bound)
        return facts.ImportFrom(node.module or "", node.level, names, self.site(node))

    def _if(self, node: ast.If) -> Statement:
        test = lower(self, node.test)
        body = self.block(node.body)
        return facts.If(test, body, self.block(node.orelse))

    def _while(self, node: ast.While) -> Statement:
        test = lower(self, node.test)
        body = self.block(node.body)
        return facts.While(test, body, self.block(node.orelse))

    def _for(self, node: ast.For | ast.AsyncFor) -> Statement:
        iterable = lower(self, node.iter)
        target = lower_target(self, node.target)
        body = self.block(node.body)
        return facts.For(target, iterable, body, self.block(node.orelse))

    def _try(self, node: ast.Try | ast.TryStar) -> Statement:
        body = self.block(node.body)
        handlers = [self._handler(handler) for handler in node.handlers]
        orelse = self.block(node.orelse)
        return facts.Try(body, tuple(handlers), orelse, self.block(node.finalbody))

    def _handler(self, node: ast.ExceptHandler) -> facts.Handler:
        kind = lower(self, node.type) if node.type is not None else None
        if node.name is not None:
            self.bind(node.name)
        return facts.Handler(kind, node.name, self.block(node.body))

    def _with(self, node: ast.With | ast.AsyncWith) -> Statement:
        items = [
            (
                lower(self, item.context_expr),
                lower_target(self, item.optional_vars) if item.optional_vars is not None else None,
            )
            for item in node.items
        ]
        return facts.With(tuple(items), self.block(node.body))

    def _match(self, node: ast.Match) -> Statement:
        subject = lower(self, node.subject)
        cases = [self._case(case) for case in node.cases]
        last = node.cases[-1]
        exhaustive = (
            last.guard is None
            and isinstance(last.pattern, ast.MatchAs)
            and last.pattern.pattern is None
        )
        return facts.Match(subject, tuple(cases), exhaustive)

    def _case(self, node: ast.match_case) -> facts.Case:
        names = _captures(node.pattern)
        for name, _ in names:
            self.bind(name)
        guard = lower(self, node.guard) if node.guard is not None else None
        return facts.Case(tuple(names), guard, self.block(node.body))

    def _type_alias(self, node: Any) -> None:
        self.bind(node.name.id)

    # Definitions.

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Statement:
        self.bind(node.name)
        decorators = tuple([lower(self, decorator) for decorator in node.decorator_list])
        parameters = self._parameters(node.args)
        index = self._open_function(parameters)
        body, qualified = self._named_body(node)
        is_async = type(node) is ast.AsyncFunctionDef
        self._close_function(
            index,
            qualified,
            parameters,
            decorators,
            body,
            is_async=is_async,
            site=self.site(self._text.name_of(node)),
        )
        return facts.DefineFunction(index)

    def _named_body(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ) -> tuple[tuple[Statement, ...], str]:
        """Return the body of a definition, and its qualified name."""
        self._qualified.append(node.name)
        body = self.block(node.body)
        qualified = ".".join(self._qualified)
        self._qualified.pop()
        return body, qualified

    def _parameters(self, node: ast.arguments) -> tuple[facts.Parameter, ...]:
        positional = [*node.posonlyargs, *node.args] if node.posonlyargs else node.args
        defaults: Sequence[ast.expr | None] = node.defaults
        if len(defaults) < len(positional):
            defaults = [*[None] * (len(positional) - len(defaults)), *defaults]
        found = [
            self._parameter(each, "positional", default)
            for each, default in zip(positional, defaults, strict=True)
        ]
        if node.vararg is not None:
            found.append(self._parameter(node.vararg, "*", None))
        for each, default in zip(node.kwonlyargs, node.kw_defaults, strict=True):
            found.append(self._parameter(each, "keyword", default))
        if node.kwarg is not None:
            found.append(self._parameter(node.kwarg, "**", None))
        return tuple(found)

    def _parameter(self, node: ast.arg, kind: str, value: ast.expr | None) -> facts.Parameter:
        default = lower(self, value) if value is not None else None
        annotation = lower(self, node.annotation) if node.annotation is not None else None
        stars = kind if kind in ("*", "**") else ""
        is_bare = not stars and node.annotation is None
        site = self.site(node if is_bare else self._text.parameter(node, stars))
        return facts.Parameter(node.arg, kind, default, annotation, site)

    def _open_function(self, parameters: Iterable[facts.Parameter]) -> int:
        self.functions.append(UNFINISHED_FUNCTION)
        outer = self._scope
        scope = Scope("function", outer, outer.cls if outer.kind == "class" else None)
        scope.bound.update([parameter.name for parameter in parameters])
        self._enter(scope)
        return len(self.functions) - 1

    def _close_function(
        self,
        index: int,
        qualified: str,
        parameters: tuple[facts.Parameter, ...],
        decorators: tuple[facts.Expression, ...],
        body: tuple[Statement, ...],
        *,
        site: int,
        is_async: bool = False,
    ) -> None:
        scope = self._leave()
        self.functions[index] = finished_function(
            scope,
            index,
            qualified,
            parameters,
            decorators=decorators,
            body=body,
            is_async=is_async,
            site=site,
        )

    def _class(self, node: ast.ClassDef) -> Statement:
        self.bind(node.name)
        decorators = tuple([lower(self, decorator) for decorator in node.decorator_list])
        bases = arguments(self, node.bases, node.keywords)
        index = len(self.classes)
        self.classes.append(UNFINISHED_CLASS)
        self._enter(Scope("class", self._scope, index))
        body, qualified = self._named_body(node)
        self._leave()
        site = self.site(self._text.name_of(node))
        self.classes[index] = facts.ClassFacts(
            index, node.name, qualified, bases, decorators, body, site
        )
        return facts.DefineClass(index)

    def _enter(self, scope: Scope) -> None:
        self._scope = scope
        self.reads = scope.read

    def _leave(self) -> Scope:
        """Close the current scope, and go on with the one around it."""
        scope = self._scope
        scope.close()
        assert scope.parent is not None
        self._enter(scope.parent)
        return scope


_SAYING_NOTHING = frozenset([str, bytes, type(...)])


def _captures(pattern: ast.pattern) -> list[tuple[str, tuple[str, ...]]]:
    """Return the names that a pattern binds, each with the way to it from the subject."""
    found: list[tuple[str, tuple[str, ...]]] = []
    pending: list[tuple[ast.pattern, tuple[str, ...]]] = [(pattern, ())]
    while pending:
        node, way = pending.pop()
        if isinstance(node, ast.MatchAs) and node.name is not None:
            found.append((node.name, way))
        if isinstance(node, ast.MatchStar) and node.name is not None:
            found.append((node.name, (*way[:-1], "*")))
        if isinstance(node, ast.MatchMapping) and node.rest is not None:
            found.append((node.rest, (*way, "*")))
        pending.extend(reversed([(part, (*way, *step)) for part, step in _parts(node)]))
    return found


def _parts(node: ast.pattern) -> list[tuple[ast.pattern, tuple[str, ...]]]:
    """Return the patterns right inside a pattern, each with its step."""
    if isinstance(node, ast.MatchAs):
        return [(node.pattern, ())] if node.pattern is not None else []
    if isinstance(node, ast.MatchOr):
        return [(part, ()) for part in node.patterns]
    if isinstance(node, ast.MatchClass):
        # Positions stand for attributes that only the class itself knows.
        named = zip(node.kwd_attrs, node.kwd_patterns, strict=True)
        return [
            *[(part, ("*",)) for part in node.patterns],
            *[(part, (f".{name}",)) for name, part in named],
        ]
    if isinstance(node, ast.MatchMapping):
        return [
            (part, (key(each.value) if isinstance(each, ast.Constant) else "*",))
            for each, part in zip(node.keys, node.patterns, strict=True)
        ]
    if isinstance(node, ast.MatchSequence):
        return [(part, (str(position),)) for position, part in enumerate(node.patterns)]
    return []


# Keyed by the exact node type, as `expressions.LOWERED` is.
STATEMENTS: ByKind[Callable[[Reader, Any], Statement | None]] = ByKind(
    {
        ast.Pass: Reader._nothing,
        ast.Expr: Reader._expression,
        ast.Assign: Reader._assign,
        ast.AnnAssign: Reader._annotated,
        ast.AugAssign: Reader._augment,
        ast.Return: Reader._return,
        ast.Raise: Reader._raise,
        ast.Break: Reader._jump,
        ast.Continue: Reader._jump,
        ast.Delete: Reader._delete,
        ast.Assert: Reader._assert,
        ast.Global: Reader._global,
        ast.Nonlocal: Reader._nonlocal,
        ast.Import: Reader._nothing,
        ast.ImportFrom: Reader._import_from,
        ast.If: Reader._if,
        ast.While: Reader._while,
        ast.For: Reader._for,
        ast.AsyncFor: Reader._for,
        ast.Try: Reader._try,
        ast.TryStar: Reader._try,
        ast.With: Reader._with,
        ast.AsyncWith: Reader._with,
        ast.Match: Reader._match,
        ast.FunctionDef: Reader._function,
        ast.AsyncFunctionDef: Reader._function,
        ast.ClassDef: Reader._class,
        TypeAlias: Reader._type_alias,
    }
)
