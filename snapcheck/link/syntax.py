"""What a body spells out, whether it runs or not."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, TypeVar, get_args

from snapcheck import facts

Node = TypeVar("Node")
Found = TypeVar("Found")
_MODULES = 16


def once_a_module(
    find: Callable[[facts.ModuleFacts], Found],
) -> Callable[[facts.ModuleFacts], Found]:
    """Keep what a function finds in a module, for the few modules that were asked about last.

    They are told apart by identity: to compare facts takes longer than to find something.
    """
    known: dict[int, tuple[facts.ModuleFacts, Found]] = {}

    def found(module: facts.ModuleFacts) -> Found:
        if id(module) not in known:
            if len(known) >= _MODULES:
                known.clear()
            known[id(module)] = (module, find(module))
        return known[id(module)][1]

    return found


def nodes(block: object, kind: type[Node] | tuple[type[Node], ...]) -> Iterator[Node]:
    """Yield all statements, expressions and their parts of a kind, or of some, in reading order.

    `block` is a statement, an expression, or a tuple of them. Bodies of functions and classes that
    it defines are not looked into.
    """
    steps = _STEPS.setdefault(kind, {})
    pending: list[Any] = [block]
    pop = pending.pop
    while pending:
        node = pop()
        of = type(node)
        if of is tuple:
            pending += node[::-1]
            continue
        if of not in steps:
            steps[of] = _step(of, kind if isinstance(kind, tuple) else (kind,))
        is_wanted, parts, part = steps[of]
        if is_wanted:
            yield node
        if parts is not None:
            pending += parts(node)
        elif part is not None:
            pending.append(part(node))


_Step = tuple[bool, Callable[[Any], Iterable[Any]] | None, Callable[[Any], Any] | None]
"""What to do at a node: whether to yield it, and what gives its parts, the last one first, or its
only part."""
_STEPS: dict[object, dict[type[object], _Step]] = {}
_STATEMENTS: frozenset[object] = frozenset(get_args(facts.Statement))


def _step(of: type[object], kinds: tuple[type[object], ...]) -> _Step:
    fields: tuple[str, ...] = getattr(of, "__struct_fields__", ())
    # No expression holds a statement.
    skipped = _PLAIN | _EXPRESSIONS if _STATEMENTS.issuperset(kinds) else _PLAIN
    names = [name for name in reversed(fields) if of.__annotations__[name] not in skipped]
    parts = attrgetter(*names) if names else None
    is_wanted = issubclass(of, kinds)
    return (is_wanted, parts, None) if len(names) > 1 else (is_wanted, None, parts)


# What says something of a node, and is none: sites, names, operators.
_PLAIN = frozenset({"int", "str", "str | None", "Constant"})
_EXPRESSIONS = frozenset({"Expression", "Expression | None", "tuple[Expression, ...]"})


def last_names(block: object) -> Iterator[str]:
    """Yield the names that are read, and the last parts of dotted ones."""
    for node in nodes(block, (facts.Name, facts.Attribute)):
        yield name_of(node)


_PARTIAL = frozenset({"partial"})


def mentioned(block: object) -> Iterator[str]:
    """Yield the last names, and the texts by which `getattr(library, "name")` may say them."""
    yield from last_names(block)
    for literal in nodes(block, facts.Literal):
        if isinstance(literal.value, str):
            yield literal.value


def plain(call: facts.Call, partials: frozenset[str] = _PARTIAL) -> facts.Call:
    """Return what a call comes to: `x.f(a)` for `partial(getattr(x, "f"), *[a])()`.

    `partials` are the names by which the module knows `functools.partial`.
    """
    function, arguments = as_attribute(call.function), call.arguments
    if isinstance(function, facts.Call):
        inner = plain(function, partials)
        if name_of(inner.function) in partials and inner.arguments:
            first, *given = inner.arguments
            outer = facts.Call(first.value, (*given, *arguments), call.site)
            return plain(outer, partials)
    return facts.Call(function, tuple(_spelled_out(arguments)), call.site)


def as_attribute(expression: facts.Expression) -> facts.Expression:
    """Return `getattr(x, "y")` as `x.y`; anything else as it is."""
    if not isinstance(expression, facts.Call) or name_of(expression.function) != "getattr":
        return expression
    given = tuple(_spelled_out(expression.arguments))
    if len(given) == 2 and isinstance(given[1].value, facts.Literal):
        base, name = given[0].value, given[1].value.value
        if isinstance(name, str):
            return facts.Attribute(base, name, expression.site)
    return expression


def single(targets: tuple[facts.Expression, ...]) -> Iterator[facts.Expression]:
    """Yield the targets of an assignment, those of tuples one by one."""
    for target in targets:
        if isinstance(target, facts.Sequence):
            yield from single(target.items)
        else:
            yield target.value if isinstance(target, facts.Starred) else target


def _spelled_out(arguments: tuple[facts.Argument, ...]) -> Iterator[facts.Argument]:
    """Yield the arguments, those of `*[a, b]` and `**{"k": v}` as if they stood there."""
    for argument in arguments:
        value = argument.value
        if argument.star == "*" and isinstance(value, facts.Sequence):
            for item in value.items:
                if isinstance(item, facts.Starred):
                    yield facts.Argument(item.value, None, "*")
                else:
                    yield facts.Argument(item, None, "")
        elif argument.star == "**" and isinstance(value, facts.Mapping):
            for key, held in value.entries:
                name = key.value if isinstance(key, facts.Literal) else None
                known = isinstance(name, str)
                yield facts.Argument(held, str(name) if known else None, "" if known else "**")
        else:
            yield argument


def name_of(expression: facts.Fact) -> str:
    """Return the last part of a dotted name; empty where there is none."""
    if isinstance(expression, (facts.Name, facts.Attribute)):
        return expression.name
    return ""


def own_function(module: facts.ModuleFacts, named: facts.Expression) -> facts.FunctionFacts | None:
    """Return the function of the module's top level that a plain name means; None if several."""
    return _own_functions(module).get(named.name) if isinstance(named, facts.Name) else None


@once_a_module
def _own_functions(module: facts.ModuleFacts) -> dict[str, facts.FunctionFacts]:
    count = Counter([each.qualified for each in module.functions])
    return {each.qualified: each for each in module.functions if count[each.qualified] == 1}


def parameter_at(function: facts.FunctionFacts, call: facts.Call, position: int) -> str:
    """Return the parameter that an argument is passed to by its position; empty if not known."""
    given = call.arguments[position]
    if given.keyword or any(each.star for each in call.arguments[: position + 1]):
        return ""
    positional = [each.name for each in function.parameters if each.kind == "positional"]
    return positional[position] if position < len(positional) else ""


def spelled(module: facts.ModuleFacts) -> Iterator[str]:
    """Yield the names that a module reads, binds or passes by, and its texts."""
    functions = tuple([function.body for function in module.functions])
    every = (module.body, functions, tuple([cls.body for cls in module.classes]))
    yield from mentioned(every)
    for argument in nodes(every, facts.Argument):
        if argument.keyword is not None:
            yield argument.keyword


def aliases(body: tuple[facts.Statement, ...], names: frozenset[str]) -> frozenset[str]:
    """Return the names by which a module knows what is called by one of `names` elsewhere."""
    found = set(imported_as(body, names))
    for targets, value in bindings(body):
        if not names.isdisjoint(mentioned(value)):
            found.update(name.name for name in nodes(targets, facts.Name))
    return frozenset(found)


def imported_as(block: object, names: frozenset[str]) -> frozenset[str]:
    """Return the names that a module binds by importing one of `names`."""
    imported = nodes(block, facts.ImportFrom)
    return frozenset(bound for each in imported for name, bound in each.names if name in names)


@once_a_module
def partials_in(module: facts.ModuleFacts) -> frozenset[str]:
    """Return the names by which a module knows `functools.partial`."""
    return _PARTIAL | imported_as(module.body, _PARTIAL)


def bindings(block: object) -> Iterator[tuple[tuple[facts.Expression, ...], facts.Expression]]:
    """Yield the targets that assignments, `:=` and `with` bind, with what they bind them to."""
    for node in nodes(block, BINDING):
        yield from bound_by(node)


BINDING = (facts.Assign, facts.Walrus, facts.With)


def bound_by(node: object) -> Iterator[tuple[tuple[facts.Expression, ...], facts.Expression]]:
    """Yield the targets that one assignment, `:=` or `with` binds, with what it binds them to."""
    if isinstance(node, facts.Assign):
        yield node.targets, node.value
    elif isinstance(node, facts.Walrus):
        yield (node.target,), node.value
    elif isinstance(node, facts.With):
        yield from (((bound,), value) for value, bound in node.items if bound is not None)


_IMPORT_FAILS = frozenset({"ImportError", "ModuleNotFoundError"})


def may_keep(function: facts.FunctionFacts) -> bool:
    """Tell whether a body spells out that it puts anything where it is when it has returned."""
    if function.globals or function.nonlocals:
        return True
    body = function.body
    changed = [target for targets, _ in bindings(body) for target in single(targets)]
    changed += [augment.target for augment in nodes(body, facts.Augment)]
    called = {name_of(call.function) for call in nodes(body, facts.Call)}
    return not all(isinstance(each, facts.Name) for each in changed) or bool(called & _KEEPING)


_KEEPING = frozenset(
    {
        *("update", "setdefault", "append", "appendleft", "extend", "insert", "add", "put", "push"),
        *("set", "setattr", "__setitem__", "__setattr__", "register", "store", "save"),
    }
)


def handlers_that_run(block: facts.Try) -> tuple[facts.Handler, ...]:
    """Return the handlers of a `try`, without fallbacks for what Linux and its Python have."""
    if not _OF_THE_SYSTEM.isdisjoint(last_names(block.body)):
        return tuple([each for each in block.handlers if not _is_for(each, _LACKS)])
    if not all(_is_of_standard_library(each) for each in block.body):
        return block.handlers
    return tuple([each for each in block.handlers if not _is_for(each, _IMPORT_FAILS)])


_OF_THE_SYSTEM = frozenset({"SystemRandom", "urandom"})
_LACKS = frozenset({"NotImplementedError", "AttributeError", "ImportError"})


def _is_of_standard_library(statement: facts.Statement) -> bool:
    if isinstance(statement, (facts.With, facts.If, facts.Try)):
        orelse = statement.orelse if isinstance(statement, facts.If) else ()
        return all(_is_of_standard_library(each) for each in (*statement.body, *orelse))
    if isinstance(statement, facts.Import) or (
        isinstance(statement, facts.ImportFrom) and not statement.level
    ):
        return statement.module.partition(".")[0] in sys.stdlib_module_names
    return False


def _is_for(handler: facts.Handler, errors: frozenset[str]) -> bool:
    caught = frozenset(last_names(handler.type)) if handler.type is not None else frozenset()
    return bool(caught) and caught <= errors


def blocks_of_scripts(body: tuple[facts.Statement, ...]) -> Iterator[tuple[facts.Statement, ...]]:
    """Yield what a module does only where it is run as a script."""
    for statement in _of_all_blocks(body):
        if isinstance(statement, facts.If) and isinstance(statement.test, facts.Compare):
            parts = statement.test.parts
            names = [part.name for part in parts if isinstance(part, facts.Name)]
            texts = [part.value for part in parts if isinstance(part, facts.Literal)]
            if names == ["__name__"] and "__main__" in texts and statement.test.operator == "==":
                yield statement.body


def times_of(iterable: facts.Expression) -> int:
    """Return how often `for _ in range(20)` runs; 1 where it is not written there."""
    if (
        isinstance(iterable, facts.Call)
        and isinstance(iterable.function, facts.Name)
        and iterable.function.name == "range"
        and len(iterable.arguments) == 1
    ):
        last = iterable.arguments[0].value
        if isinstance(last, facts.Literal) and isinstance(last.value, int):
            return max(last.value, 1)
    return 1


def looks_up(loop: facts.For) -> bool:
    """Tell whether a loop returns one of what it goes over, so that what follows is for none."""
    bound = {name.name for name in nodes(loop.target, facts.Name)}
    return any(
        name.name in bound
        for left in nodes(loop.body, facts.Return)
        for name in nodes(left.value, facts.Name)
    )


def declared(cls: facts.ClassFacts) -> list[str]:
    """Return the annotated names of a class body, in order."""
    names: list[str] = []
    for statement in _of_all_blocks(cls.body):
        if isinstance(statement, facts.Declare):
            names.append(statement.name)
        elif isinstance(statement, facts.Assign) and statement.annotation is not None:
            names.extend(t.name for t in statement.targets if isinstance(t, facts.Name))
    return names


def asked_for_none(test: facts.Compare) -> tuple[facts.Expression, bool] | None:
    """Return what a comparison with None is about, and whether it asks that there is a value."""
    if test.operator not in ("is", "is not", "==", "!=") or _NONE not in test.parts:
        return None
    first, second = test.parts
    return second if first == _NONE else first, test.operator in ("is not", "!=")


_NONE = facts.Literal(None)


def is_slice(index: facts.Expression) -> bool:
    """Tell whether what selects items of a list is a slice."""
    return isinstance(index, facts.Combine) and not index.operator


def is_whole(index: facts.Expression) -> bool:
    """Tell whether a slice selects all items: `xs[:]`."""
    return isinstance(index, facts.Combine) and not index.operator and not index.parts


def bound_names(module: facts.ModuleFacts) -> tuple[str, ...]:
    """Return the names that a module binds by any statement but imports and classes.

    Those that a function declares `global` and binds are among them.
    """
    found: list[str] = []
    for statement in _of_all_blocks(module.body):
        if isinstance(statement, facts.DefineFunction):
            found.append(module.functions[statement.function].name)
        elif isinstance(statement, facts.Match):
            found.extend(name for case in statement.cases for name, _ in case.names)
        for target in _targets(statement):
            found.extend(_names_in(target))
    found.extend(walrus.target.name for walrus in nodes(module.body, facts.Walrus))
    for function in module.functions:
        found.extend(sorted(function.globals & function.rebound))
    return tuple(dict.fromkeys(found))


def imported_names(module: facts.ModuleFacts) -> tuple[str, ...]:
    """Return the names that a module binds by imports and classes."""
    found: list[str] = []
    for statement in _of_all_blocks(module.body):
        if isinstance(statement, facts.DefineClass):
            found.append(module.classes[statement.cls].name)
        elif isinstance(statement, facts.Import):
            found.append(statement.bound or statement.module.partition(".")[0])
        elif isinstance(statement, facts.ImportFrom):
            found.extend(bound for _, bound in statement.names)
    return tuple(dict.fromkeys(found))


def modules_imported(module: facts.ModuleFacts) -> frozenset[str]:
    """Return the modules that absolute imports name, anywhere in a module."""
    body = (module.body, *[function.body for function in module.functions])
    return frozenset(absolute_imports(body))


def absolute_imports(block: object) -> Iterator[str]:
    """Yield the modules that imports name, but those of relative ones."""
    for each in imports(block):
        if isinstance(each, facts.Import) or not each.level:
            yield each.module


def imports(block: object) -> Iterator[facts.Import | facts.ImportFrom]:
    """Yield the import statements, in reading order."""
    kinds: tuple[type[facts.Import | facts.ImportFrom], ...] = (facts.Import, facts.ImportFrom)
    return nodes(block, kinds)


def _of_all_blocks(body: tuple[facts.Statement, ...]) -> Iterator[facts.Statement]:
    """Yield the statements of a body, and of the blocks in it that share its names."""
    pending = list(reversed(body))
    while pending:
        statement = pending.pop()
        yield statement
        blocks: list[tuple[facts.Statement, ...]] = []
        if isinstance(statement, (facts.If, facts.While, facts.For, facts.Try)):
            blocks = [statement.body, statement.orelse]
        elif isinstance(statement, facts.With):
            blocks = [statement.body]
        elif isinstance(statement, facts.Match):
            blocks = [case.body for case in statement.cases]
        if isinstance(statement, facts.Try):
            blocks.extend([*[handler.body for handler in statement.handlers], statement.final])
        pending.extend(reversed([each for block in blocks for each in block]))


def _targets(statement: facts.Statement) -> tuple[facts.Expression, ...]:
    if isinstance(statement, facts.Assign):
        return statement.targets
    if isinstance(statement, facts.For):
        return (statement.target,)
    if isinstance(statement, facts.With):
        return tuple([target for _, target in statement.items if target is not None])
    return ()


def _names_in(target: facts.Expression) -> Iterator[str]:
    """Yield the names that an assignment to `target` binds, by `globals()[name]` too."""
    pending = [target]
    while pending:
        each = pending.pop()
        if isinstance(each, facts.Name):
            yield each.name
        elif isinstance(each, facts.Sequence):
            pending.extend(reversed(each.items))
        elif isinstance(each, facts.Starred):
            pending.append(each.value)
        elif (
            isinstance(each, facts.Subscript)
            and isinstance(each.base, facts.Call)
            and isinstance(each.base.function, facts.Name)
            and each.base.function.name == "globals"
            and isinstance(each.index, facts.Literal)
            and isinstance(each.index.value, str)
        ):
            yield each.index.value


def in_a_row(
    block: tuple[facts.Statement, ...],
) -> Iterator[tuple[tuple[facts.Expression, ...], facts.Expression]]:
    """Yield what statements assign that surely run one after the other, in `with` and `try` too."""
    for statement in block:
        if isinstance(statement, facts.With):
            yield from bound_by(statement)
            yield from in_a_row(statement.body)
        elif isinstance(statement, facts.Try):
            yield from in_a_row(statement.body + statement.orelse + statement.final)
        elif isinstance(statement, facts.If) and statement.test == facts.Literal(True):
            yield from in_a_row(statement.body)
        elif isinstance(statement, facts.Assign):
            yield from _one_by_one(statement.targets, statement.value)
        elif isinstance(statement, facts.Evaluate) and isinstance(statement.value, facts.Walrus):
            yield (statement.value.target,), statement.value.value


def _one_by_one(
    targets: tuple[facts.Expression, ...], value: facts.Expression
) -> Iterator[tuple[tuple[facts.Expression, ...], facts.Expression]]:
    """Yield what an assignment assigns, `a, b = c, d` in two."""
    pairs = pairs_of(targets, value)
    if pairs is None:
        yield targets, value
    for target, one in pairs or ():
        yield from _one_by_one((target,), one)


def pairs_of(
    targets: tuple[facts.Expression, ...], value: facts.Expression
) -> list[tuple[facts.Expression, facts.Expression]] | None:
    """Return what each target is bound to in `a, b = c, d`; None where that is not spelled out."""
    if not isinstance(value, facts.Sequence) or _is_starred(value):
        return None
    found: list[tuple[facts.Expression, facts.Expression]] = []
    for target in targets:
        if not isinstance(target, facts.Sequence) or _is_starred(target):
            return None
        if len(target.items) != len(value.items):
            return None
        found.extend(zip(target.items, value.items, strict=True))
    return found


def _is_starred(display: facts.Sequence) -> bool:
    return any(isinstance(item, facts.Starred) for item in display.items)
