"""Edits that say in another way what is called, and with what."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from random import Random

from edits_of_names import MEANT
from syntax_trees import (
    FUNCTIONS,
    At,
    Function,
    Project,
    add_import,
    all_of,
    also,
    fresh_name,
    like,
    loaded,
    locals_of,
    nodes,
    one_of,
    origins,
    replace,
    spelled,
    statements_of,
)


def wrap_function(project: Project, chance: Random) -> bool:
    """A function gets a decorator that hands on what it is given."""

    def change(tree: ast.Module, function: Function) -> None:
        name = fresh_name(project.taken, "through")
        made = ast.parse(
            f"import functools\n\ndef {name}(function):\n    @functools.wraps(function)\n"
            "    def inner(*args, **kwargs):\n        return function(*args, **kwargs)\n"
            "    return inner\n"
        ).body[1]
        functools = fresh_name(project.taken, "functools")
        add_import(tree, "functools", functools)
        for node in ast.walk(made):
            if isinstance(node, ast.Attribute):
                node.value = ast.Name(functools, ast.Load())
        tree.body.insert(tree.body.index(function), made)
        function.decorator_list.append(like(ast.Name(name, ast.Load()), function))

    return one_of(
        (
            lambda t=tree, f=statement: change(t, f)  # type: ignore[misc]
            for tree, block, _, statement in statements_of(project)
            if isinstance(block.owner, ast.Module)
            and isinstance(statement, ast.FunctionDef)
            and not statement.decorator_list
            and not _is_looked_into(project, statement.name)
            and not any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(statement))
        ),
        chance,
    )


# --- calls ---------------------------------------------------------------------------------------


def _is_looked_into(project: Project, name: str) -> bool:
    """Whether attributes of a function are asked for, which a wrapper does not have."""
    return any(
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        for tree in project.modules.values()
        for node in ast.walk(tree)
    )


def extract_call(project: Project, chance: Random) -> bool:
    """A call moves into a function of its own: `x = f(a)` becomes `x = helper(a)`."""
    found = [
        (tree, at)
        for tree in project.modules.values()
        for at in nodes(tree)
        if isinstance(at.node, ast.Call) and _is_extractable(at)
        # Who builds an object in a factory is whom its parts are reported at.
        if at.is_top_level or not spelled(at.node) & _classes(project)
    ]
    if not found:
        return False
    tree, at = chance.choice(found)
    call = at.node
    assert isinstance(call, ast.Call)
    name = fresh_name(project.taken, "extracted")
    # A function that reads the variables of a loop as globals may see those of any turn.
    loops = {
        name for each in at.around if isinstance(each, ast.For) for name in spelled(each.target)
    }
    needed = sorted(loaded(call) & (locals_of(at.scopes) | loops))
    arguments: list[ast.expr] = [ast.Name(each, ast.Load()) for each in needed]
    new = ast.Call(ast.Name(name, ast.Load()), arguments, [])
    new.origins = origins(call) | all_of(call)  # type: ignore[attr-defined]
    replace(at.parent, call, like(new, call))
    parameters = ast.arguments([], [ast.arg(each) for each in needed], None, [], [], None, [])
    helper = ast.FunctionDef(name, parameters, [ast.Return(call)], [], None, None)
    statement = (*at.around, call)[1]
    assert isinstance(statement, ast.stmt)
    tree.body.insert(tree.body.index(statement), like(helper, call))
    return True


def _classes(project: Project) -> set[str]:
    """The names of the program's own classes."""
    trees = project.modules.values()
    return {n.name for tree in trees for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}


_TIED = frozenset(["super", "locals", "globals", "vars", "eval", "exec", "dir", "__class__"])
# Of these, one finding stands for all reads in one function.
_TIED |= {"log_stream_name", "log_group_name"}


# Where one expression builds a session and its client, one finding stands for both.
_CLIENTS = frozenset({"Session", "client", "resource"})


def _is_extractable(at: At) -> bool:
    if at.is_in_expression_scope or at.is_in_class:
        return False
    node = at.node
    for around, inside in zip(at.around, (*at.around[1:], node), strict=True):
        if isinstance(around, (*FUNCTIONS, ast.ClassDef)) and inside in around.decorator_list:
            return False
        if isinstance(around, (ast.ClassDef, ast.JoinedStr, ast.pattern)):
            return False
        if inside in (getattr(around, "annotation", None), getattr(around, "returns", None)):
            return False
    if isinstance(at.parent, (ast.Attribute, ast.Call)) and spelled(node) & _CLIENTS:
        return False
    if isinstance(at.parent, ast.Call) and at.parent.func is node:
        return False  # what is called then has no name where it is called
    for part in ast.walk(node):
        if isinstance(part, (ast.Lambda, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)):
            return False
    names = spelled(node)
    return not names & _TIED and not any(each.startswith("__") for each in names - {"__name__"})


def inline_call(project: Project, chance: Random) -> bool:
    """A call of a function without parameters that only returns something becomes that."""
    found = []
    for tree in project.modules.values():
        top = {each.name: each for each in tree.body if isinstance(each, FUNCTIONS)}
        for name, function in top.items():
            calls = _only_calls(project, tree, name)
            if len(calls) == 1 and _is_inlinable(function) and name not in MEANT:
                (at,) = calls
                if not loaded(function.body[-1]) & locals_of(at.scopes):
                    found.append((tree, function, at))
    if not found:
        return False
    tree, function, at = chance.choice(found)
    (statement,) = function.body
    assert isinstance(statement, ast.Return)
    assert statement.value is not None
    also(statement.value, at.node, function)
    replace(at.parent, at.node, statement.value)
    tree.body.remove(function)
    return True


def _is_inlinable(function: Function) -> bool:
    arguments = function.args
    named = (*arguments.args, *arguments.posonlyargs, *arguments.kwonlyargs)
    if named or arguments.vararg or arguments.kwarg or len(function.body) > 1:
        return False
    if function.decorator_list or isinstance(function, ast.AsyncFunctionDef):
        return False
    (last,) = function.body
    if not isinstance(last, ast.Return) or last.value is None or spelled(last) & _TIED:
        return False
    kinds = (ast.Yield, ast.YieldFrom, ast.Await, ast.NamedExpr)
    return not any(isinstance(node, kinds) for node in ast.walk(last))


def _only_calls(project: Project, tree: ast.Module, name: str) -> list[At]:
    """The calls of a function, if nothing else names it."""
    if name in project.texts:
        return []
    calls = []
    for module in project.modules.values():
        if module is not tree and name in spelled(module):
            return []
        for at in nodes(module):
            if _spells(at.node, name) and at.node not in tree.body:
                is_called = (
                    isinstance(at.node, ast.Name)
                    and isinstance(at.parent, ast.Call)
                    and at.parent.func is at.node
                    and not at.parent.args
                    and not at.parent.keywords
                )
                if not is_called:
                    return []
                scopes = [s for s in at.scopes if isinstance(s, ast.ClassDef)]
                if scopes or at.is_in_expression_scope:
                    return []
                calls.append(At(at.parent, at.around[:-1], at.scopes))
    return calls


def _spells(node: ast.AST, name: str) -> bool:
    own = [getattr(node, field, None) for field in ("id", "attr", "name", "arg", "asname")]
    return name in own or name in (getattr(node, "names", None) or [])


# --- expressions ---------------------------------------------------------------------------------


def _expressions(project: Project) -> Iterator[tuple[ast.Module, At]]:
    """The expressions that run; no annotations, decorators and patterns."""
    for tree in project.modules.values():
        for at in nodes(tree):
            if isinstance(at.node, ast.expr) and not _is_apart(at):
                yield tree, at


def _is_apart(at: At) -> bool:
    for around, inside in zip(at.around, (*at.around[1:], at.node), strict=True):
        if isinstance(around, (ast.pattern, ast.JoinedStr)):
            return True
        if isinstance(around, (*FUNCTIONS, ast.ClassDef)) and inside in around.decorator_list:
            return True
        if inside in (getattr(around, "annotation", None), getattr(around, "returns", None)):
            return True
    return False


def read_by_getattr(project: Project, chance: Random) -> bool:
    """`x.y` becomes `getattr(x, "y")`."""

    def change(at: At) -> None:
        node = at.node
        assert isinstance(node, ast.Attribute)
        new = ast.Call(ast.Name("getattr", ast.Load()), [node.value, ast.Constant(node.attr)], [])
        replace(at.parent, node, like(new, node))

    return one_of(
        (
            lambda a=at: change(a)  # type: ignore[misc]
            for _, at in _expressions(project)
            if isinstance(at.node, ast.Attribute)
            and isinstance(at.node.ctx, ast.Load)
            and not at.node.attr.startswith("__")
        ),
        chance,
    )


def unpack_arguments(project: Project, chance: Random) -> bool:
    """`f(a, k=b)` becomes `f(*[a], **{"k": b})`."""

    def change(call: ast.Call) -> None:
        if call.args:
            call.args = [ast.Starred(ast.List(call.args, ast.Load()), ast.Load())]
        if call.keywords:
            keys: list[ast.expr | None] = [
                like(ast.Constant(k.arg), k.value) for k in call.keywords
            ]
            given = ast.Dict(keys, [k.value for k in call.keywords])
            call.keywords = [ast.keyword(None, given)]
        like(call, call)

    return one_of(
        (
            lambda c=at.node: change(c)  # type: ignore[misc]
            for _, at in _expressions(project)
            if isinstance(at.node, ast.Call)
            and (at.node.args or at.node.keywords)
            and not isinstance(at.parent, ast.ClassDef)
            and not any(isinstance(a, (ast.Starred, ast.GeneratorExp)) for a in at.node.args)
            and all(k.arg for k in at.node.keywords)
            and not spelled(at.node.func) & {"super", "TypeVar", "NewType"}
        ),
        chance,
    )


def call_by_partial(project: Project, chance: Random) -> bool:
    """`f(a)` becomes `functools.partial(f, a)()`."""

    def change(tree: ast.Module, call: ast.Call) -> None:
        module = fresh_name(project.taken, "functools")
        add_import(tree, "functools", module)
        partial = ast.Attribute(ast.Name(module, ast.Load()), "partial", ast.Load())
        made = ast.Call(partial, [call.func, *call.args], call.keywords)
        call.func, call.args, call.keywords = made, [], []
        like(call, call)

    return one_of(
        (
            lambda t=tree, c=at.node: change(t, c)  # type: ignore[misc]
            for tree, at in _expressions(project)
            if isinstance(at.node, ast.Call)
            and not at.is_in_class
            and not spelled(at.node.func) & {"super", "TypeVar", "NewType", "locals", "globals"}
        ),
        chance,
    )


def format_instead(project: Project, chance: Random) -> bool:
    """`f"{a}-b"` becomes `"{}-b".format(a)`."""

    def change(at: At) -> None:
        node = at.node
        assert isinstance(node, ast.JoinedStr)
        parts = [v for v in node.values if isinstance(v, ast.FormattedValue)]
        text = "".join(
            str(part.value).replace("{", "{{").replace("}", "}}")
            if isinstance(part, ast.Constant)
            else "{}"
            for part in node.values
        )
        function = ast.Attribute(ast.Constant(text), "format", ast.Load())
        new = ast.Call(function, [part.value for part in parts], [])
        replace(at.parent, node, like(new, node))

    return one_of(
        (
            lambda a=at: change(a)  # type: ignore[misc]
            for _, at in _expressions(project)
            if isinstance(at.node, ast.JoinedStr) and _is_simple(at.node)
        ),
        chance,
    )


def _is_simple(node: ast.JoinedStr) -> bool:
    fields = [v for v in node.values if isinstance(v, ast.FormattedValue)]
    return bool(fields) and all(v.conversion == -1 and v.format_spec is None for v in fields)
