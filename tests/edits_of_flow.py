"""Edits that say the same in other statements: branches, bindings, calls, wrappers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from random import Random

from syntax_trees import (
    FUNCTIONS,
    Block,
    Change,
    Function,
    Project,
    add_import,
    ends,
    fresh_name,
    is_docstring,
    is_future,
    is_text,
    like,
    one_of,
    put,
    spelled,
    statements_of,
)

# --- wrappers ------------------------------------------------------------------------------------

_TIED = (ast.Global, ast.Nonlocal, ast.Pass)


def _wrappable(project: Project) -> Iterator[tuple[ast.Module, Block, int, ast.stmt]]:
    for tree, block, position, statement in statements_of(project):
        if isinstance(statement, _TIED) or is_docstring(block, position) or is_future(statement):
            continue
        if isinstance(block.owner, ast.Module) and is_text(statement):
            continue
        if not isinstance(statement, ast.ImportFrom) or statement.names[0].name != "*":
            yield tree, block, position, statement


def wrap_in_if_true(project: Project, chance: Random) -> bool:
    """A statement moves behind `if True:`."""
    return one_of(
        (
            lambda b=block, p=position, s=statement: put(  # type: ignore[misc]
                b, p, ast.If(ast.Constant(True), [s], [])
            )
            for _, block, position, statement in _wrappable(project)
        ),
        chance,
    )


def wrap_in_try(project: Project, chance: Random) -> bool:
    """A statement moves into `try: ... finally: pass`."""
    return one_of(
        (
            lambda b=block, p=position, s=statement: put(  # type: ignore[misc]
                b, p, ast.Try([s], [], [], [ast.Pass()])
            )
            for _, block, position, statement in _wrappable(project)
        ),
        chance,
    )


def wrap_in_with(project: Project, chance: Random) -> bool:
    """A statement moves into `with nullcontext():`."""

    def change(tree: ast.Module, block: Block, position: int, statement: ast.stmt) -> None:
        name = fresh_name(project.taken, "contextlib")
        manager = ast.Call(
            ast.Attribute(ast.Name(name, ast.Load()), "nullcontext", ast.Load()), [], []
        )
        put(block, position, ast.With([ast.withitem(manager)], [statement]))
        add_import(tree, "contextlib", name)

    return one_of(
        (lambda found=found: change(*found) for found in _wrappable(project)),  # type: ignore[misc]
        chance,
    )


# --- branches ------------------------------------------------------------------------------------


def _negated(test: ast.expr) -> ast.expr:
    pairs = {ast.Is: ast.IsNot, ast.In: ast.NotIn, ast.Eq: ast.NotEq}
    opposite = {**pairs, **{value: key for key, value in pairs.items()}}
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in opposite:
        test.ops = [opposite[type(test.ops[0])]()]
        return test
    return like(ast.UnaryOp(ast.Not(), test), test)


def other_polarity(project: Project, chance: Random) -> bool:
    """`if a: x else: y` becomes `if not a: y else: x`; ternaries too."""

    def turn(node: ast.If) -> None:
        node.test = _negated(node.test)
        body = node.orelse or [like(ast.Pass(), node)]
        node.body, node.orelse = body, node.body

    def turn_ternary(node: ast.IfExp) -> None:
        node.test = _negated(node.test)
        node.body, node.orelse = node.orelse, node.body

    def changes() -> Iterator[Change]:
        for tree in project.modules.values():
            for node in ast.walk(tree):
                if isinstance(node, ast.If) and not _is_main(node):
                    yield lambda n=node: turn(n)  # type: ignore[misc]
                elif isinstance(node, ast.IfExp):
                    yield lambda n=node: turn_ternary(n)  # type: ignore[misc]

    return one_of(changes(), chance)


def _is_main(node: ast.If) -> bool:
    return bool(spelled(node.test) & {"__name__", "TYPE_CHECKING"})


def leave_early(project: Project, chance: Random) -> bool:
    """`if a: x` at the end of a function becomes `if not a: return`, and `x`."""

    def change(block: Block, node: ast.If) -> None:
        returned = ast.If(_negated(node.test), [ast.Return(None)], [])
        put(block, len(block.statements) - 1, returned)
        block.statements.extend(node.body)

    return one_of(
        (
            lambda b=block, s=statement: change(b, s)  # type: ignore[misc]
            for _, block, position, statement in statements_of(project)
            if isinstance(statement, ast.If)
            and not statement.orelse
            and isinstance(block.owner, FUNCTIONS)
            and position == len(block.statements) - 1
            and not any(isinstance(n, (ast.Yield, ast.YieldFrom)) for n in ast.walk(block.owner))
        ),
        chance,
    )


def else_after_return(project: Project, chance: Random) -> bool:
    """What stands behind `if a: return x` moves into its `else`."""

    def change(block: Block, position: int, node: ast.If) -> None:
        node.orelse = block.statements[position + 1 :]
        del block.statements[position + 1 :]

    return one_of(
        (
            lambda b=block, p=position, s=statement: change(b, p, s)  # type: ignore[misc]
            for _, block, position, statement in statements_of(project)
            if isinstance(statement, ast.If)
            and not statement.orelse
            and ends(statement.body)
            and position < len(block.statements) - 1
        ),
        chance,
    )


def no_else_after_return(project: Project, chance: Random) -> bool:
    """The `else` of `if a: return x` moves behind it."""

    def change(block: Block, position: int, node: ast.If) -> None:
        block.statements[position + 1 : position + 1] = node.orelse
        node.orelse = []

    return one_of(
        (
            lambda b=block, p=position, s=statement: change(b, p, s)  # type: ignore[misc]
            for _, block, position, statement in statements_of(project)
            if isinstance(statement, ast.If) and statement.orelse and ends(statement.body)
        ),
        chance,
    )


def ternary_as_statement(project: Project, chance: Random) -> bool:
    """`x = a if b else c` and `return a if b else c` become an `if`."""

    def change(block: Block, position: int, statement: ast.Assign | ast.Return) -> None:
        choice = statement.value
        assert isinstance(choice, ast.IfExp)
        branches: list[ast.stmt] = []
        for value in (choice.body, choice.orelse):
            if isinstance(statement, ast.Return):
                branches.append(ast.Return(value))
            else:
                branches.append(ast.Assign([_copy(t) for t in statement.targets], value))
        put(block, position, ast.If(choice.test, branches[:1], branches[1:]))

    return one_of(
        (
            lambda b=block, p=position, s=statement: change(b, p, s)  # type: ignore[misc]
            for _, block, position, statement in statements_of(project)
            if isinstance(statement, (ast.Assign, ast.Return))
            and isinstance(statement.value, ast.IfExp)
        ),
        chance,
    )


def _copy(target: ast.expr) -> ast.expr:
    """The same expression again, which stands for what it is a copy of."""
    new = ast.parse(ast.unparse(target), mode="eval").body
    for node in ast.walk(new):
        if hasattr(node, "ctx") and node is new:
            node.ctx = ast.Store()
    return like(new, target)


# --- bindings ------------------------------------------------------------------------------------

_Binding = tuple[ast.Module, Block, int, ast.Assign]


def _bindings(project: Project) -> Iterator[_Binding]:
    """The assignments of one target, outside class bodies."""
    for tree, block, position, statement in statements_of(project):
        if block.is_in_class or not isinstance(statement, ast.Assign):
            continue
        if len(statement.targets) == 1:
            yield tree, block, position, statement


def _of_names(project: Project) -> Iterator[_Binding]:
    for found in _bindings(project):
        target = found[3].targets[0]
        if isinstance(target, ast.Name) and not target.id.startswith("__"):
            yield found


def _rebind(
    bindings: Iterator[_Binding], chance: Random, change: Callable[[_Binding], list[ast.stmt]]
) -> bool:
    return one_of(
        (
            lambda found=found: put(found[1], found[2], *change(found))  # type: ignore[misc]
            for found in bindings
        ),
        chance,
    )


def bind_by_walrus(project: Project, chance: Random) -> bool:
    """`x = a` becomes `(x := a)`."""
    return _rebind(
        (found for found in _of_names(project) if not _yields(found[3].value)),
        chance,
        lambda found: [ast.Expr(ast.NamedExpr(found[3].targets[0], found[3].value))],
    )


def _yields(node: ast.AST) -> bool:
    return isinstance(node, (ast.Yield, ast.YieldFrom, ast.Starred))


def bind_by_tuple(project: Project, chance: Random) -> bool:
    """`x = a` becomes `x, _ = a, None`."""

    def change(found: _Binding) -> list[ast.stmt]:
        statement = found[3]
        other = fresh_name(project.taken, "_other")
        targets: list[ast.expr] = [statement.targets[0], ast.Name(other, ast.Store())]
        values = [statement.value, ast.Constant(None)]
        return [ast.Assign([ast.Tuple(targets, ast.Store())], ast.Tuple(values, ast.Load()))]

    plain = (
        found
        for found in _bindings(project)
        if not isinstance(found[3].targets[0], ast.Tuple)
        and not isinstance(found[3].value, ast.GeneratorExp)
    )
    return _rebind(plain, chance, change)


# Generators run later where they are bound to a name, and flags are read off the text.
_LATER_KNOWN = (ast.GeneratorExp, ast.Constant)


def bind_by_with(project: Project, chance: Random) -> bool:
    """`x = a` becomes `with nullcontext(a) as x: pass`."""

    def change(found: _Binding) -> list[ast.stmt]:
        tree, _, _, statement = found
        module = fresh_name(project.taken, "contextlib")
        made = ast.Call(
            ast.Attribute(ast.Name(module, ast.Load()), "nullcontext", ast.Load()),
            [statement.value],
            [],
        )
        item = ast.withitem(like(made, statement.value), statement.targets[0])
        made_of = ast.With([item], [ast.Pass()])
        later.append(lambda: add_import(tree, "contextlib", module))
        return [made_of]

    later: list[Callable[[], object]] = []
    plain = (f for f in _of_names(project) if not isinstance(f[3].value, _LATER_KNOWN))
    done = _rebind(plain, chance, change)
    for each in later:
        each()
    return done


def bind_in_steps(project: Project, chance: Random) -> bool:
    """`x = a` in a function becomes `y = a`, and `x = y`."""

    def change(found: _Binding) -> list[ast.stmt]:
        statement = found[3]
        name = fresh_name(project.taken, "step")
        first = ast.Assign([ast.Name(name, ast.Store())], statement.value)
        step = like(ast.Name(name, ast.Load()), statement.value)
        return [first, ast.Assign(statement.targets, step)]

    inside = (
        found
        for found in _bindings(project)
        if found[1].function is not None and not isinstance(found[3].value, ast.Tuple)
    )
    return _rebind(inside, chance, change)


def bind_by_setattr(project: Project, chance: Random) -> bool:
    """`x.y = a` becomes `setattr(x, "y", a)`."""

    def change(found: _Binding) -> list[ast.stmt]:
        target = found[3].targets[0]
        assert isinstance(target, ast.Attribute)
        name = like(ast.Constant(target.attr), target)
        call = ast.Call(ast.Name("setattr", ast.Load()), [target.value, name, found[3].value], [])
        return [ast.Expr(like(call, target, found[3]))]

    attributes = (
        found for found in _bindings(project) if isinstance(found[3].targets[0], ast.Attribute)
    )
    return _rebind((f for f in attributes if not _is_private(f[3])), chance, change)


def _is_private(node: ast.AST) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr.startswith("__") for n in ast.walk(node))


def bind_by_update(project: Project, chance: Random) -> bool:
    """`x["y"] = a` becomes `x.update({"y": a})`, where `x` is known to be a dict."""

    def change(found: _Binding) -> list[ast.stmt]:
        target = found[3].targets[0]
        assert isinstance(target, ast.Subscript)
        update = like(ast.Attribute(target.value, "update", ast.Load()), target)
        entry = like(ast.Dict([target.slice], [found[3].value]), target)
        return [ast.Expr(like(ast.Call(update, [entry], []), target, found[3]))]

    dicts = {
        node.targets[0].id
        for tree in project.modules.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Dict)
    }
    entries = (
        found
        for found in _bindings(project)
        if isinstance(found[3].targets[0], ast.Subscript)
        and isinstance(found[3].targets[0].value, ast.Name)
        and found[3].targets[0].value.id in dicts
    )
    return _rebind(entries, chance, change)


def annotate(project: Project, chance: Random) -> bool:
    """`x = a` becomes `x: object = a`, `def f(x)` becomes `def f(x: object) -> object`."""

    def changes() -> Iterator[Change]:
        for _, block, position, statement in _of_names(project):
            function = block.function
            target = statement.targets[0]
            assert isinstance(target, ast.Name)
            if function is None or target.id not in _declared(function):
                new = ast.AnnAssign(target, ast.Name("object", ast.Load()), statement.value, 1)
                yield lambda b=block, p=position, n=new: put(b, p, n)  # type: ignore[misc]
        for _, block, _, statement in statements_of(project):
            if not isinstance(statement, FUNCTIONS) or statement.decorator_list:
                continue
            if not block.is_in_class and statement.returns is None:
                yield lambda f=statement: _annotate(f)  # type: ignore[misc]

    return one_of(changes(), chance)


def _annotate(function: Function) -> None:
    function.returns = ast.Name("object", ast.Load())
    for arg in function.args.args:
        if arg.annotation is None:
            arg.annotation = ast.Name("object", ast.Load())


def _declared(function: Function) -> set[str]:
    return {
        name
        for node in ast.walk(function)
        if isinstance(node, (ast.Global, ast.Nonlocal))
        for name in node.names
    }
