"""One Python file to `ModuleFacts`: LibCST parses, one visitor lowers, the tree is dropped."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from snapcheck import facts
from snapcheck.facts import ModuleFacts, Statement
from snapcheck.read.concrete import cst
from snapcheck.read.constants import key
from snapcheck.read.deep import allow_deep_recursion, guarded
from snapcheck.read.expressions import (
    evaluated,
    integer,
    joined,
    lower,
    lower_target,
    normalized,
    spelled,
)
from snapcheck.read.scope import (
    ITERABLE,
    NOT_READ,
    UNFINISHED_CLASS,
    UNFINISHED_FUNCTION,
    Scope,
    finished_function,
)
from snapcheck.read.source import Unreadable, decode


def read_module(source: bytes, path: str) -> ModuleFacts:
    """The facts of the Python file `path` (relative, forward slashes) that holds `source`.

    Raises Unreadable for what is no Python source, with the line where that shows.
    """
    text = decode(source)
    return guarded(source, text, lambda: lower_module(parse(text), path))


def parse(text: str) -> cst.Module:
    """The LibCST tree of `text`. Raises Unreadable for a syntax error, with its line."""
    allow_deep_recursion()
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        line, reason = _told_by_python(text) or (error.raw_line, "")
        message = f"syntax error: {reason}" if reason else "syntax error"
        raise Unreadable(message, line, "correct the file, or exclude it") from None
    except (RecursionError, MemoryError, ValueError) as error:
        raise Unreadable(
            f"can't be parsed ({type(error).__name__})", 0, "exclude the file"
        ) from None


def _told_by_python(text: str) -> tuple[int, str] | None:
    """Line and reason of a syntax error as Python itself puts them, which is better put."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return (error.lineno or 0, error.msg)
    except (ValueError, RecursionError, MemoryError):
        pass
    return None


def lower_module(tree: cst.Module, path: str) -> ModuleFacts:
    """The facts of a parsed module."""
    visitor = ModuleVisitor()
    body: list[Statement] = []
    begins = []
    for statement in tree.body:
        parts = statement.body if isinstance(statement, cst.SimpleStatementLine) else (statement,)
        for part in parts:
            begins.append(visitor.site_count)
            body.extend(visitor.block([part]))
    return ModuleFacts(
        path,
        tuple(body),
        tuple(visitor.functions),
        tuple(visitor.classes),
        visitor.site_count,
        tuple(begins),
        tuple(visitor.statements),
    )


def nodes_of_sites(statement: cst.CSTNode) -> Sequence[cst.CSTNode]:
    """The nodes of the sites in a statement of a module's body, in their order."""
    nodes: list[cst.CSTNode] = []
    ModuleVisitor(nodes).block([statement])
    return nodes


class ModuleVisitor(cst.CSTVisitor):
    """Lowers statements; `snapcheck.read.expressions` does what is inside them.

    It answers `on_visit` itself and never lets LibCST descend: its own descent leaves out
    whitespace, which is most of a concrete tree, and keeps the blocks of a statement apart.
    """

    def __init__(self, sites: list[cst.CSTNode] | None = None) -> None:
        super().__init__()
        self.functions: list[facts.FunctionFacts] = []
        self.classes: list[facts.ClassFacts] = []
        self.statements: list[tuple[int, int]] = []
        self.site_count = 0
        self._sites = sites
        self._scope = Scope("module", None)
        self._qualified: list[str] = []
        self._statements: list[Statement] = []

    # What lowering an expression asks for.

    def site(self, node: cst.CSTNode) -> int:
        """Note `node` as a place that may be reported."""
        number = self.site_count
        self.site_count = number + 1
        if self._sites is not None:
            self._sites.append(node)
        return number

    def load(self, name: str) -> None:
        """Note that the current scope reads `name`."""
        self._scope.read.add(name)

    def bind(self, name: str) -> None:
        """Note that the current scope binds `name`."""
        self._scope.bound.add(name)
        self._scope.rebound.add(name)

    def yields(self) -> None:
        """Note that the current function is a generator."""
        self._scope.is_generator = True

    def lambda_function(self, node: cst.Lambda) -> int:
        """Lower a lambda to a function whose body returns its value."""
        parameters = self._parameters(node.params)
        index, scope = self._open_function(node.params)
        body = (facts.Return(lower(self, node.body)),)
        self._close_function(index, scope, node, "<lambda>", parameters, (), body, False)
        return index

    def _kept(self, node: cst.BaseExpression) -> facts.Expression:
        """Lower a value that is bound or returned: a generator expression runs later, if at all."""
        if isinstance(node, cst.GeneratorExp):
            return self._generator(node)
        return lower(self, node)

    def _generator(self, node: cst.GeneratorExp) -> facts.Expression:
        """A call of a generator function, given the first iterable: what Python makes of it."""
        first = lower(self, node.for_in.iter)
        index, scope = self._open_function(cst.Parameters())
        scope.bound.add(ITERABLE)
        body = self._clauses(node.for_in, node.elt, facts.Name(ITERABLE, self.site(node)))
        self.yields()
        parameter = facts.Parameter(ITERABLE, "positional", None, None, self.site(node))
        self._close_function(index, scope, node, "<genexpr>", (parameter,), (), body, False)
        function = facts.Lambda(index, self.site(node))
        return facts.Call(function, (facts.Argument(first, None, ""),), self.site(node))

    def _clauses(
        self, clause: cst.CompFor, value: cst.BaseExpression, iterable: facts.Expression
    ) -> tuple[Statement, ...]:
        """The loops and tests of a generator expression, as statements around a `yield`."""
        target = lower_target(self, clause.target)
        tests = [lower(self, condition.test) for condition in clause.ifs]
        inner = clause.inner_for_in
        body: tuple[Statement, ...] = (
            self._clauses(inner, value, lower(self, inner.iter))
            if inner is not None
            else (facts.Evaluate(facts.Yield(lower(self, value))),)
        )
        for test in reversed(tests):
            body = (facts.If(test, body, ()),)
        return (facts.For(target, iterable, body, ()),)

    # Statements.

    def block(self, statements: Sequence[cst.CSTNode]) -> tuple[Statement, ...]:
        """The facts of a block, in order."""
        outer, self._statements = self._statements, []
        for statement in statements:
            statement.visit(self)
        found, self._statements = tuple(self._statements), outer
        return found

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Lower one statement, with all below it."""
        if isinstance(node, cst.SimpleStatementLine):
            for part in node.body:
                part.visit(self)
            return False
        number = len(self.statements)
        begin = self.site_count
        self.statements.append(NOT_READ)
        method = LOWERED_STATEMENTS.get(type(node))
        if method is not None:
            method(self, node)
        self.statements[number] = begin, self.site_count
        return False

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Nothing is done on leaving: the descent is the visitor's own."""

    def _suite(self, suite: cst.BaseSuite) -> tuple[Statement, ...]:
        return self.block(suite.body)

    def _expression(self, node: cst.Expr) -> None:
        if not _is_constant(node.value):
            self._statements.append(facts.Evaluate(lower(self, node.value)))

    def _assign(self, node: cst.Assign) -> None:
        value = self._kept(node.value)
        targets = [lower_target(self, target.target) for target in node.targets]
        self._statements.append(facts.Assign(tuple(targets), value))

    def _annotated(self, node: cst.AnnAssign) -> None:
        value = self._kept(node.value) if node.value is not None else None
        annotation = lower(self, node.annotation.annotation)
        target = lower_target(self, node.target)
        if value is not None:
            self._statements.append(facts.Assign((target,), value, annotation))
        elif isinstance(target, facts.Name):
            self._statements.append(facts.Declare(target.name, annotation))

    def _augment(self, node: cst.AugAssign) -> None:
        value = lower(self, node.value)
        if isinstance(node.target, cst.Name):
            self.load(spelled(node.target))
        self._statements.append(facts.Augment(lower_target(self, node.target), value))

    def _return(self, node: cst.Return) -> None:
        value = self._kept(node.value) if node.value is not None else None
        self._statements.append(facts.Return(value))

    def _raise(self, node: cst.Raise) -> None:
        value = lower(self, node.exc) if node.exc is not None else None
        self._statements.append(facts.Raise(value))

    def _jump(self, node: cst.CSTNode) -> None:
        self._statements.append(facts.Jump())

    def _delete(self, node: cst.Del) -> None:
        target = node.target
        each = target.elements if isinstance(target, cst.Tuple) and not target.lpar else (target,)
        self._statements.append(facts.Delete(tuple([lower_target(self, one) for one in each])))

    def _assert(self, node: cst.Assert) -> None:
        self._statements.append(facts.Assert(lower(self, node.test)))

    def _global(self, node: cst.Global) -> None:
        self._scope.globals.update([spelled(item.name) for item in node.names])

    def _nonlocal(self, node: cst.Nonlocal) -> None:
        self._scope.nonlocals.update([spelled(item.name) for item in node.names])

    # A lazy import runs its module on first use; that it runs at all is what matters here.
    def _import(self, node: cst.Import | cst.LazyImport) -> None:
        for alias in node.names:
            module = normalized(alias.evaluated_name)
            bound = normalized(alias.evaluated_alias) if alias.evaluated_alias else None
            self.bind(bound or module.partition(".")[0])
            self._statements.append(facts.Import(module, bound, self.site(node)))

    def _import_from(self, node: cst.ImportFrom | cst.LazyImportFrom) -> None:
        module = _dotted(node.module) if node.module is not None else ""
        names: list[tuple[str, str]] = []
        if isinstance(node.names, cst.ImportStar):
            names.append(("*", "*"))
        else:
            for alias in node.names:
                name = normalized(alias.evaluated_name)
                names.append((name, normalized(alias.evaluated_alias or name)))
                self.bind(names[-1][1])
        self._statements.append(
            facts.ImportFrom(module, len(node.relative), tuple(names), self.site(node))
        )

    def _if(self, node: cst.If) -> None:
        test = lower(self, node.test)
        body = self._suite(node.body)
        self._statements.append(facts.If(test, body, self._otherwise(node.orelse)))

    def _otherwise(self, node: cst.If | cst.Else | None) -> tuple[Statement, ...]:
        if node is None:
            return ()
        return self.block([node]) if isinstance(node, cst.If) else self._suite(node.body)

    def _while(self, node: cst.While) -> None:
        test = lower(self, node.test)
        body = self._suite(node.body)
        self._statements.append(facts.While(test, body, self._otherwise(node.orelse)))

    def _for(self, node: cst.For) -> None:
        iterable = lower(self, node.iter)
        target = lower_target(self, node.target)
        body = self._suite(node.body)
        self._statements.append(facts.For(target, iterable, body, self._otherwise(node.orelse)))

    def _try(self, node: cst.Try | cst.TryStar) -> None:
        body = self._suite(node.body)
        handlers = [self._handler(handler) for handler in node.handlers]
        orelse = self._otherwise(node.orelse)
        final = self._suite(node.finalbody.body) if node.finalbody is not None else ()
        self._statements.append(facts.Try(body, tuple(handlers), orelse, final))

    def _handler(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> facts.Handler:
        kind = lower(self, node.type) if node.type is not None else None
        name = None
        if node.name is not None and isinstance(node.name.name, cst.Name):
            name = spelled(node.name.name)
            self.bind(name)
        return facts.Handler(kind, name, self._suite(node.body))

    def _with(self, node: cst.With) -> None:
        items = [
            (
                lower(self, item.item),
                lower_target(self, item.asname.name) if item.asname is not None else None,
            )
            for item in node.items
        ]
        self._statements.append(facts.With(tuple(items), self._suite(node.body)))

    def _match(self, node: cst.Match) -> None:
        subject = lower(self, node.subject)
        cases = [self._case(case) for case in node.cases]
        last = node.cases[-1] if node.cases else None
        exhaustive = (
            last is not None
            and last.guard is None
            and isinstance(last.pattern, cst.MatchAs)
            and last.pattern.pattern is None
        )
        self._statements.append(facts.Match(subject, tuple(cases), exhaustive))

    def _case(self, node: cst.MatchCase) -> facts.Case:
        names = _captures(node.pattern)
        for name, _ in names:
            self.bind(name)
        guard = lower(self, node.guard) if node.guard is not None else None
        return facts.Case(tuple(names), guard, self._suite(node.body))

    def _type_alias(self, node: cst.TypeAlias) -> None:
        self.bind(spelled(node.name))

    # Definitions.

    def _function(self, node: cst.FunctionDef) -> None:
        name = spelled(node.name)
        self.bind(name)
        decorators = [lower(self, decorator.decorator) for decorator in node.decorators]
        parameters = self._parameters(node.params)
        index, scope = self._open_function(node.params)
        self._qualified.append(name)
        body = self._suite(node.body)
        qualified = ".".join(self._qualified)
        self._qualified.pop()
        self._close_function(
            index,
            scope,
            node,
            qualified,
            parameters,
            tuple(decorators),
            body,
            node.asynchronous is not None,
        )
        self._statements.append(facts.DefineFunction(index))

    def _parameters(self, node: cst.Parameters) -> tuple[facts.Parameter, ...]:
        found = [self._parameter(p, "positional") for p in (*node.posonly_params, *node.params)]
        if isinstance(node.star_arg, cst.Param):
            found.append(self._parameter(node.star_arg, "*"))
        found.extend([self._parameter(p, "keyword") for p in node.kwonly_params])
        if node.star_kwarg is not None:
            found.append(self._parameter(node.star_kwarg, "**"))
        return tuple(found)

    def _parameter(self, node: cst.Param, kind: str) -> facts.Parameter:
        default = lower(self, node.default) if node.default is not None else None
        annotation = None
        if node.annotation is not None:
            annotation = lower(self, node.annotation.annotation)
        return facts.Parameter(spelled(node.name), kind, default, annotation, self.site(node))

    def _open_function(self, parameters: cst.Parameters) -> tuple[int, Scope]:
        index = len(self.functions)
        # Holds the place: the functions inside get the indices after it.
        self.functions.append(UNFINISHED_FUNCTION)
        cls = self._scope.cls if self._scope.kind == "class" else None
        scope = self._scope = Scope("function", self._scope, cls)
        stars = [
            p for p in (parameters.star_arg, parameters.star_kwarg) if isinstance(p, cst.Param)
        ]
        for parameter in (
            *parameters.posonly_params,
            *parameters.params,
            *parameters.kwonly_params,
            *stars,
        ):
            scope.bound.add(spelled(parameter.name))
        return index, scope

    def _close_function(
        self,
        index: int,
        scope: Scope,
        node: cst.FunctionDef | cst.Lambda | cst.GeneratorExp,
        qualified: str,
        parameters: tuple[facts.Parameter, ...],
        decorators: tuple[facts.Expression, ...],
        body: tuple[Statement, ...],
        is_async: bool,
    ) -> None:
        scope.close()
        assert scope.parent is not None
        self._scope = scope.parent
        self.functions[index] = finished_function(
            scope,
            index,
            qualified,
            parameters,
            decorators,
            body,
            is_async=is_async,
            site=self.site(node.name if isinstance(node, cst.FunctionDef) else node),
        )

    def _class(self, node: cst.ClassDef) -> None:
        name = spelled(node.name)
        self.bind(name)
        decorators = [lower(self, decorator.decorator) for decorator in node.decorators]
        bases = [
            facts.Argument(
                lower(self, base.value), spelled(base.keyword) if base.keyword else None, base.star
            )
            for base in (*node.bases, *node.keywords)
        ]
        index = len(self.classes)
        self.classes.append(UNFINISHED_CLASS)
        scope = self._scope = Scope("class", self._scope, index)
        self._qualified.append(name)
        body = self._suite(node.body)
        qualified = ".".join(self._qualified)
        self._qualified.pop()
        scope.close()
        assert scope.parent is not None
        self._scope = scope.parent
        self.classes[index] = facts.ClassFacts(
            index, name, qualified, tuple(bases), tuple(decorators), body, self.site(node.name)
        )
        self._statements.append(facts.DefineClass(index))


def _dotted(node: cst.BaseExpression) -> str:
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(spelled(node.attr))
        node = node.value
    assert isinstance(node, cst.Name)
    parts.append(spelled(node))
    return ".".join(reversed(parts))


def _captures(pattern: cst.MatchPattern) -> list[tuple[str, tuple[str, ...]]]:
    """The names that a pattern binds, each with the way to it from the subject."""
    found: list[tuple[str, tuple[str, ...]]] = []
    pending: list[tuple[cst.CSTNode, tuple[str, ...]]] = [(pattern, ())]
    while pending:
        node, way = pending.pop()
        if isinstance(node, cst.MatchAs) and isinstance(node.name, cst.Name):
            found.append((spelled(node.name), way))
        if isinstance(node, cst.MatchStar) and isinstance(node.name, cst.Name):
            found.append((spelled(node.name), (*way[:-1], "*")))
        if isinstance(node, cst.MatchMapping) and isinstance(node.rest, cst.Name):
            found.append((spelled(node.rest), (*way, "*")))
        pending.extend(reversed([(part, (*way, *step)) for part, step in _parts(node)]))
    return found


def _parts(node: cst.CSTNode) -> list[tuple[cst.CSTNode, tuple[str, ...]]]:
    """The patterns right inside a pattern, each with its step."""
    if isinstance(node, cst.MatchAs):
        return [(node.pattern, ())] if node.pattern is not None else []
    if isinstance(node, cst.MatchOr):
        return [(element.pattern, ()) for element in node.patterns]
    if isinstance(node, cst.MatchClass):
        # Positions stand for attributes that only the class itself knows.
        positional = [(element.value, ("*",)) for element in node.patterns]
        return [*positional, *[(kwd.pattern, (f".{spelled(kwd.key)}",)) for kwd in node.kwds]]
    if isinstance(node, cst.MatchMapping):
        return [(element.pattern, (_key(element.key),)) for element in node.elements]
    if isinstance(node, (cst.MatchList, cst.MatchTuple)):
        return [
            (item.value if isinstance(item, cst.MatchSequenceElement) else item, (str(position),))
            for position, item in enumerate(node.patterns)
        ]
    return []


def _key(node: cst.CSTNode) -> str:
    """A key as entries of containers are named; `*` for one that is no literal."""
    if isinstance(node, cst.SimpleString):
        return key(evaluated(node.value))
    if isinstance(node, cst.ConcatenatedString):
        return key(joined(node))
    return key(integer(node.value)) if isinstance(node, cst.Integer) else "*"


def _is_constant(node: cst.BaseExpression) -> bool:
    """Whether a statement of this value alone does nothing: a text, or `...`."""
    while isinstance(node, cst.ConcatenatedString) and isinstance(node.left, cst.SimpleString):
        node = node.right
    return isinstance(node, (cst.SimpleString, cst.Ellipsis))


# Keyed by the exact node type; what is not here (pass, comments, whitespace) says nothing.
LOWERED_STATEMENTS: dict[type[cst.CSTNode], Callable[[ModuleVisitor, Any], None]] = {
    cst.Expr: ModuleVisitor._expression,
    cst.Assign: ModuleVisitor._assign,
    cst.AnnAssign: ModuleVisitor._annotated,
    cst.AugAssign: ModuleVisitor._augment,
    cst.Return: ModuleVisitor._return,
    cst.Raise: ModuleVisitor._raise,
    cst.Break: ModuleVisitor._jump,
    cst.Continue: ModuleVisitor._jump,
    cst.Del: ModuleVisitor._delete,
    cst.Assert: ModuleVisitor._assert,
    cst.Global: ModuleVisitor._global,
    cst.Nonlocal: ModuleVisitor._nonlocal,
    cst.Import: ModuleVisitor._import,
    cst.ImportFrom: ModuleVisitor._import_from,
    cst.LazyImport: ModuleVisitor._import,
    cst.LazyImportFrom: ModuleVisitor._import_from,
    cst.If: ModuleVisitor._if,
    cst.While: ModuleVisitor._while,
    cst.For: ModuleVisitor._for,
    cst.Try: ModuleVisitor._try,
    cst.TryStar: ModuleVisitor._try,
    cst.With: ModuleVisitor._with,
    cst.Match: ModuleVisitor._match,
    cst.TypeAlias: ModuleVisitor._type_alias,
    cst.FunctionDef: ModuleVisitor._function,
    cst.ClassDef: ModuleVisitor._class,
}
