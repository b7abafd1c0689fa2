"""Follows a deployment program (AWS CDK): what it builds, as far as its text alone decides it.

The program is never run. Its syntax tree is followed with known texts, lists and paths; what
depends on anything else is unknown (None). Loops over known lists are unrolled, functions and
methods of the same module are followed where they are called, and those that nothing calls once
with unknown arguments. The number of steps is bounded.

This is a second evaluator of Python beside `link/`, for its domain is another. There, a value is a
set of all that it may be, and what is not known may be anything; here, one text or path has to be
certain to name a function's code, and all else is unknown, which is None. It also follows programs
in TypeScript, which `typescript` turns into the same tree.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from snapcheck.deploy.cdk.branches import Conditions, assume, likelier, truth
from snapcheck.deploy.cdk.syntax import FUNCTIONS, bodies_of, imported, method_of_super
from snapcheck.deploy.cdk.values import (
    ALWAYS,
    LOOP_LIMIT,
    NONE,
    Branch,
    Built,
    Defined,
    Dotted,
    Instance,
    Open,
    Scope,
    Value,
    combined,
    item_of,
    method_of,
    path_function,
    places_of_keys,
)

DESCRIBED = "aws_cdk.aws_lambda.FunctionProps"
"""Properties of a function that somebody else builds, such as `lambdaFunctionProps`."""

_DESCRIBING = frozenset({"handler", "runtime", "code"})

STEP_LIMIT = 20_000
CALL_DEPTH = 8


class Program:
    """Follows one module; `built` are all calls of libraries that were met, in their order."""

    def __init__(self, tree: ast.Module, file: Path, *, properties_last: bool = False) -> None:
        """Follow the program; `properties_last` if a mapping in the end stands for keywords."""
        self.built: list[Built] = []
        self._properties_last = properties_last
        self._file = str(file)
        self._steps = STEP_LIMIT
        self.is_cut = False
        """Whether a bound was met, behind which more may be built."""
        self._depth = 0
        self._called: set[ast.AST] = set()
        self._branch: Branch = ALWAYS
        self._conditions = Conditions()
        self._is_from_elsewhere = False
        self._module = Scope({"__file__": self._file})
        if properties_last:
            self._module.names["__dirname"] = os.path.dirname(self._file)
            self._module.names["process"] = Dotted("os")
        self._run(tree.body, self._module)
        self._run_the_rest(tree)

    def _run_the_rest(self, tree: ast.Module) -> None:
        """Follow what nothing in the module calls: that is called from elsewhere."""
        self._is_from_elsewhere = True
        for value in list(self._module.names.values()):
            if not isinstance(value, Defined) or value.node in self._called:
                continue
            if isinstance(value.node, ast.ClassDef):
                instance = self._instance(value, [], {}, None)
                owner = instance if isinstance(instance, Instance) else None
                for statement in value.node.body:
                    if isinstance(statement, FUNCTIONS) and statement not in self._called:
                        method = Defined(statement, value.scope, owner)
                        self._call(method, [], {})
            else:
                self._call(value, [], {})

    # --- statements ---

    def _run(self, body: list[ast.stmt], scope: Scope) -> tuple[bool, Value]:
        """Run statements; whether one of them returned, and what."""
        for statement in body:
            self._steps -= 1
            if self._steps < 0:
                self.is_cut = True
                return True, None
            returned, value = self._statement(statement, scope)
            if returned:
                return True, value
        return False, None

    def _statement(self, node: ast.stmt, scope: Scope) -> tuple[bool, Value]:
        if isinstance(node, ast.Return):
            return True, self.value(node.value, scope) if node.value is not None else None
        if isinstance(node, ast.If):
            return self._if(node, scope)
        if isinstance(node, (ast.For, ast.AsyncFor)):
            return self._loop(node, scope)
        bodies = bodies_of(node)
        if not bodies:
            self._bind(node, scope)
        for item in node.items if isinstance(node, (ast.With, ast.AsyncWith)) else ():
            self.value(item.context_expr, scope)
        for body in bodies:
            returned, value = self._run(body, scope)
            if returned:
                return returned, value
        return False, None

    def _bind(self, node: ast.stmt, scope: Scope) -> None:
        """Follow a statement that has no others in it, or defines a function or class."""
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            scope.names.update(imported(node))
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            scope.names[node.name] = Defined(node, scope)
        elif isinstance(node, ast.Assign):
            value = self.value(node.value, scope)
            for target in node.targets:
                self._assign(target, value, scope)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self._assign(node.target, self.value(node.value, scope), scope)
        elif isinstance(node, ast.AugAssign):
            self._assign(node.target, None, scope)
        elif isinstance(node, ast.Expr):
            self.value(node.value, scope)

    def _if(self, node: ast.If, scope: Scope) -> tuple[bool, Value]:
        """Run the branch that is taken; both where it is not known which."""
        decided = truth(node.test, scope, self._conditions)
        if decided is not None:
            return self._run(node.body if decided else node.orelse, scope)
        outer = self._branch
        self._branch = outer | {(id(node), True)}
        first, value = self._run(node.body, scope)
        self._branch = outer | {(id(node), False)}
        second, other = self._run(node.orelse, scope)
        self._branch = outer
        return first and second, likelier(value, other)

    def _loop(self, node: ast.For | ast.AsyncFor, scope: Scope) -> tuple[bool, Value]:
        iterable = self.value(node.iter, scope)
        if isinstance(iterable, dict):
            iterable = list(iterable)
        for item in self._some(iterable):
            self._assign(node.target, item, scope)
            returned, value = self._run(node.body, scope)
            if returned:
                return returned, value
        return False, None

    def _assign(self, target: ast.expr, value: Value, scope: Scope) -> None:
        if isinstance(target, ast.Name):
            scope.names[target.id] = value
            self._conditions.note(scope, target.id, self._branch)
        elif isinstance(target, ast.Attribute):
            owner = self.value(target.value, scope)
            if isinstance(owner, Instance):
                owner.attributes[target.attr] = value
            elif isinstance(owner, Built):
                owner.read.append((f"{target.attr}=", target))
            elif isinstance(owner, dict):
                owner[target.attr] = value
                self._conditions.note(owner, target.attr, self._branch)
        elif isinstance(target, ast.Subscript):
            owner, key = self.value(target.value, scope), self.value(target.slice, scope)
            if isinstance(owner, dict) and isinstance(key, str):
                owner[key] = value
                self._conditions.note(owner, key, self._branch)
        elif isinstance(target, (ast.Tuple, ast.List)):
            parts = value if isinstance(value, list) else []
            for index, each in enumerate(target.elts):
                self._assign(each, parts[index] if index < len(parts) else None, scope)

    # --- expressions ---

    def value(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression comes to."""
        self._steps -= 1
        if self._steps < 0 or self._depth > 60:
            return None
        if isinstance(node, ast.Name):
            return scope.find(node.id)
        if isinstance(node, ast.Constant):
            if node.value is None:
                return NONE
            return node.value if isinstance(node.value, (str, int, float, bool)) else None
        self._depth += 1
        try:
            return self._compound(node, scope)
        finally:
            self._depth -= 1

    def _compound(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression comes to that has others in it."""
        evaluate = _COMPOUND.get(type(node))
        return evaluate(self, node, scope) if evaluate is not None else None

    def _joined(self, node: ast.JoinedStr, scope: Scope) -> Value:
        parts = [self.value(part, scope) for part in node.values]
        texts = [str(part) for part in parts if isinstance(part, (str, int))]
        return "".join(texts) if len(texts) == len(parts) else None

    def _formatted(self, node: ast.FormattedValue, scope: Scope) -> Value:
        return self.value(node.value, scope) if node.format_spec is None else None

    def _operation(self, node: ast.BinOp, scope: Scope) -> Value:
        return combined(node.op, self.value(node.left, scope), self.value(node.right, scope))

    def _items(self, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Value:
        return [self.value(each, scope) for each in node.elts]

    def _choice(self, node: ast.IfExp, scope: Scope) -> Value:
        decided = truth(node.test, scope, self._conditions)
        if decided is not None:
            return self.value(node.body if decided else node.orelse, scope)
        return likelier(self.value(node.body, scope), self.value(node.orelse, scope))

    def _first_known(self, node: ast.BoolOp, scope: Scope) -> Value:
        values = [self.value(each, scope) for each in node.values]
        return next((value for value in values if value is not None and value is not NONE), None)

    def _subscript(self, node: ast.Subscript, scope: Scope) -> Value:
        return item_of(self.value(node.value, scope), self.value(node.slice, scope))

    def _list(self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp, scope: Scope) -> Value:
        return list(self._comprehended(node, scope))

    def _named(self, node: ast.NamedExpr, scope: Scope) -> Value:
        value = self.value(node.value, scope)
        self._assign(node.target, value, scope)
        return value

    def _inner(self, node: ast.Await | ast.Starred, scope: Scope) -> Value:
        return self.value(node.value, scope)

    def _mapping(self, node: ast.Dict, scope: Scope) -> Value:
        found: dict[str, Value] = {}
        is_open = False
        for key, each in zip(node.keys, node.values, strict=True):
            value = self.value(each, scope)
            name = self.value(key, scope) if key is not None else None
            if key is None and isinstance(value, dict):
                found.update(value)
                is_open = is_open or isinstance(value, Open)
            elif isinstance(name, str):
                found[name] = value
            else:
                is_open = True
        if found.keys() >= _DESCRIBING:
            call = ast.copy_location(ast.Call(node, [], []), node)
            places = dict(places_of_keys(node, found, call))
            self.built.append(Built(DESCRIBED, (), dict(found), call, places))
        return Open(found) if is_open else found

    def _comprehended(
        self, node: ast.ListComp | ast.GeneratorExp | ast.SetComp, scope: Scope
    ) -> Iterator[Value]:
        first = node.generators[0]
        iterable = self.value(first.iter, scope)
        for item in self._some(iterable):
            inner = Scope(outer=scope)
            self._assign(first.target, item, inner)
            yield self.value(node.elt, inner)

    def _some(self, iterable: Value) -> list[Value]:
        """Return what a loop goes through: one thing that is not known, or so many that are."""
        if not isinstance(iterable, list):
            return [None]
        self.is_cut = self.is_cut or len(iterable) > LOOP_LIMIT
        return iterable[:LOOP_LIMIT]

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Value:
        owner = self.value(node.value, scope)
        if isinstance(owner, Dotted):
            return Dotted(f"{owner.name}.{node.attr}")
        if isinstance(owner, Instance):
            if node.attr in owner.attributes:
                return owner.attributes[node.attr]
            return self._member(owner, node.attr)
        if isinstance(owner, Built):
            owner.read.append((node.attr, node))
            return Built(f"{owner.name}().{node.attr}", (), {}, owner.call, {}, owner)
        if isinstance(owner, str) and node.attr == "parent":
            return os.path.dirname(owner)
        if self._properties_last and isinstance(owner, dict):
            return owner.get(node.attr)
        return None

    def _member(self, instance: Instance, name: str) -> Value:
        node = instance.definition.node
        for statement in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(statement, FUNCTIONS) and statement.name == name:
                return Defined(statement, instance.definition.scope, instance)
            if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in statement.targets
            ):
                return self.value(statement.value, instance.definition.scope)
        return None

    # --- calls ---

    def _called_value(self, node: ast.Call, scope: Scope) -> Value:
        arguments = [self.value(each, scope) for each in node.args]
        keywords: dict[str, Value] = {}
        places: dict[str, ast.AST] = {}
        conditions: dict[str, Branch] = {}
        for keyword in node.keywords:
            value = self.value(keyword.value, scope)
            if keyword.arg is not None:
                keywords[keyword.arg] = value
                places[keyword.arg] = keyword
                conditions[keyword.arg] = self._chosen(keyword.value, scope)
            elif isinstance(value, dict):
                keywords.update(value)
                places.update(dict.fromkeys(value, node))
                conditions.update({name: self._conditions.of(value, name) for name in value})
        if isinstance(node.func, ast.Name) and node.func.id in _BUILTINS:
            return arguments[0] if arguments else None
        base = method_of_super(node.func)
        function = self._base(scope, base) if base else self.value(node.func, scope)
        if isinstance(function, Defined):
            return self._call_defined(function, arguments, keywords, (node, places))
        last = arguments[-1] if arguments else None
        if self._properties_last and isinstance(last, dict):
            keywords.update(last)
            arguments.pop()
            places.update(places_of_keys(node.args[-1], keywords, node))
            conditions.update({name: self._conditions.of(last, name) for name in last})
        if isinstance(function, Dotted):
            of_library = self._of_library(function.name, node, arguments, keywords, places)
            if isinstance(of_library, Built):
                self._restrict(of_library, keywords, conditions)
            return of_library
        if isinstance(function, Built):
            name = f"{function.name}"
            made = Built(name, tuple(arguments), keywords, node, places, function.receiver)
            self.built.append(made)
            return made
        return self._method(node.func, arguments, scope)

    def _chosen(self, node: ast.expr, scope: Scope) -> Branch:
        """Return by which branches an expression has the value that it was taken for."""
        if isinstance(node, ast.Name):
            return self._conditions.of(scope.holding(node.id), node.id)
        if isinstance(node, ast.IfExp) and truth(node.test, scope, self._conditions) is None:
            return frozenset({(id(node), True)})
        return ALWAYS

    def _restrict(
        self, made: Built, keywords: dict[str, Value], conditions: Mapping[str, Branch]
    ) -> None:
        """Leave out what cannot hold where something is built, and note what may not."""
        never = {(node, not side) for node, side in self._branch}
        made.conditions = {name: each - self._branch for name, each in conditions.items()}
        made.keywords = {
            name: value
            for name, value in keywords.items()
            if value is not NONE and never.isdisjoint(made.conditions.get(name, ALWAYS))
        }

    def _method(self, function: ast.expr, arguments: list[Value], scope: Scope) -> Value:
        if not isinstance(function, ast.Attribute):
            return None
        return method_of(self.value(function.value, scope), function.attr, arguments)

    def _of_library(
        self,
        name: str,
        node: ast.Call,
        arguments: list[Value],
        keywords: Mapping[str, Value],
        places: Mapping[str, ast.AST],
    ) -> Value:
        path = path_function(name, arguments)
        if path is not None:
            return path
        made = Built(name, tuple(arguments), keywords, node, places)
        self.built.append(made)
        return made

    def _base(self, scope: Scope, method: str) -> Value:
        """Return what `super().METHOD` is, where it is the constructor of a library's class."""
        owner = scope.find("self")
        if method != "__init__" or not isinstance(owner, Instance):
            return None
        node = owner.definition.node
        bases = node.bases if isinstance(node, ast.ClassDef) else []
        return self.value(bases[0], owner.definition.scope) if bases else None

    def _instance(
        self,
        definition: Defined,
        arguments: list[Value],
        keywords: dict[str, Value],
        at: tuple[ast.Call, Mapping[str, ast.AST]] | None,
    ) -> Value:
        """Return an object of one of the module's classes, with its constructor run."""
        self._called.add(definition.node)
        instance = Instance(definition)
        constructor = self._member(instance, "__init__")
        if isinstance(constructor, Defined):
            self._call(constructor, arguments, keywords)
        elif at is not None and isinstance(definition.node, ast.ClassDef) and definition.node.bases:
            base = self.value(definition.node.bases[0], definition.scope)
            if isinstance(base, Dotted):
                return self._of_library(base.name, at[0], arguments, keywords, at[1])
        return instance

    def _call_defined(
        self,
        function: Defined,
        arguments: list[Value],
        keywords: dict[str, Value],
        at: tuple[ast.Call, Mapping[str, ast.AST]],
    ) -> Value:
        if isinstance(function.node, ast.ClassDef):
            return self._instance(function, arguments, keywords, at)
        return self._call(function, arguments, keywords)

    def _call(self, function: Defined, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        node = function.node
        if isinstance(node, ast.ClassDef):
            return None
        self._called.add(node)
        if self._depth > CALL_DEPTH * 6:
            return None
        scope = Scope(outer=function.scope)
        positional = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
        defaults = dict(zip(reversed(positional), reversed(node.args.defaults), strict=False))
        static = any(
            isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list
        )
        given: list[Value] = list(arguments)
        if function.owner is not None and not static:
            given.insert(0, function.owner)
        for name, default in defaults.items():
            scope.names[name] = self.value(default, function.scope)
        for keyword, written in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
            value = self.value(written, function.scope) if written is not None else None
            scope.names[keyword.arg] = value
        if self._is_from_elsewhere and self._depth < 6:
            assume(scope, {*positional[: len(given)], *keywords})
        for name, value in zip(positional, given, strict=False):
            scope.names[name] = value
        scope.names.update(keywords)
        if node.args.kwarg is not None:
            known = {*positional, *(each.arg for each in node.args.kwonlyargs)}
            rest: dict[str, Value] = {k: v for k, v in keywords.items() if k not in known}
            scope.names[node.args.kwarg.arg] = rest
        self._depth += 6
        try:
            return self._run(node.body, scope)[1]
        finally:
            self._depth -= 6


_BUILTINS = frozenset({"str", "list", "tuple", "set", "dict", "sorted", "reversed", "iter"})


# A node of a type is given to the method of that type only.
_COMPOUND: Mapping[type[ast.expr], Callable[[Program, Any, Scope], Value]] = {
    ast.Attribute: Program._attribute,
    ast.Call: Program._called_value,
    ast.JoinedStr: Program._joined,
    ast.FormattedValue: Program._formatted,
    ast.BinOp: Program._operation,
    ast.List: Program._items,
    ast.Tuple: Program._items,
    ast.Set: Program._items,
    ast.Dict: Program._mapping,
    ast.IfExp: Program._choice,
    ast.BoolOp: Program._first_known,
    ast.Subscript: Program._subscript,
    ast.ListComp: Program._list,
    ast.GeneratorExp: Program._list,
    ast.SetComp: Program._list,
    ast.NamedExpr: Program._named,
    ast.Await: Program._inner,
    ast.Starred: Program._inner,
}
