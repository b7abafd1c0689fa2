"""Following statements: assignments, branches, loops, imports, definitions."""

from __future__ import annotations

from collections.abc import Callable
from posixpath import dirname
from typing import Any

from snapcheck import facts
from snapcheck.facts import Expression, Statement
from snapcheck.link import background, environment
from snapcheck.link.attributes import set_attribute, submodule
from snapcheck.link.binding import bind_name
from snapcheck.link.decide import decide
from snapcheck.link.definitions import define_class, define_function
from snapcheck.link.evaluate import evaluate, evaluate_test
from snapcheck.link.frame import Frame, State, atoms, merge
from snapcheck.link.hold import ANY, consume, contents, entry_names, forget, put, remove, take
from snapcheck.link.imports import File, Folder
from snapcheck.link.iteration import iterate
from snapcheck.link.managers import entered
from snapcheck.link.names import global_place
from snapcheck.link.values import (
    NOTHING,
    Atom,
    Constant,
    Container,
    External,
    Made,
    Method,
    Module,
    Namespace,
    Object,
    Place,
    Value,
    derive,
    hazards,
    is_literal,
    join,
    texts,
)

# A loop body is followed until what flows round it has settled; two rounds carry a value from
# one iteration into the next.
_ROUNDS = 2


def execute(frame: Frame, block: tuple[Statement, ...]) -> None:
    """Follow `block` up to where no path goes on."""
    for statement in block:
        if not frame.state.live:
            return
        _EXECUTE[type(statement)](frame, statement)


# --- assignments -------------------------------------------------------------------------------


def _assign(frame: Frame, node: facts.Assign) -> None:
    value = evaluate(frame, node.value)
    for target in node.targets:
        assign(frame, target, value)


def assign(frame: Frame, target: Expression, value: Value) -> None:
    """Bind `target` to `value`."""
    if isinstance(target, facts.Name):
        bind_name(frame, target.name, value, target.site)
    elif isinstance(target, facts.Attribute):
        base = evaluate(frame, target.base)
        if _is_environment(base, target.name):
            return
        set_attribute(frame, base, target.name, value, target.site)
    elif isinstance(target, facts.Subscript):
        _assign_item(frame, target, value)
    elif isinstance(target, facts.Sequence):
        _unpack(frame, target, value)
    elif isinstance(target, facts.Starred):
        assign(frame, target.value, value)


def _is_environment(base: Value, name: str) -> bool:
    return name == "environ" and External("os") in base


def _assign_item(frame: Frame, target: facts.Subscript, value: Value) -> None:
    base = evaluate(frame, target.base)
    index = evaluate(frame, target.index)
    known = [_put_item(frame, atom, index, value, target.site) for atom in atoms(base)]
    if not any(known):
        consume(frame, value, target.site)


def _put_item(frame: Frame, atom: Atom, index: Value, value: Value, site: int) -> bool:
    """Put `value` under `index` into what is known to hold things; False for anything else."""
    if isinstance(atom, Container):
        for name in entry_names(index):
            put(frame, atom, name, value, site)
    elif isinstance(atom, External) and atom.name == "os.environ":
        environment.write(frame, index, value, site)
    elif isinstance(atom, External) and atom.name == "globals()":
        for name in texts(index):
            place = global_place(frame.module.path, name)
            frame.engine.write(frame, place, value, f"`{name}`", site)
    elif isinstance(atom, Method) and isinstance(atom.receiver, Made):
        return _put_item(frame, atom.receiver, index, value, site)
    elif isinstance(atom, Made) and atom.holds is not None:
        held = derive(frozenset(contents(frame, value)))
        label = f"the `{atom.name.rpartition('.')[2]}` object"
        place = Place("entry", atom.holds, ANY)
        frame.engine.write(frame, place, held, label, site, sure=False)
    else:
        return False
    return True


def _unpack(frame: Frame, target: facts.Sequence, value: Value) -> None:
    for position, item in enumerate(target.items):
        starred = isinstance(item, facts.Starred)
        assign(frame, item, iterate(frame, value) if starred else _part(frame, value, position))


def _part(frame: Frame, value: Value, position: int) -> Value:
    found = []
    for atom in atoms(value):
        if isinstance(atom, Container):
            found.append(take(frame, atom, repr(position)))
        elif isinstance(atom, Made):
            found.append(derive(frozenset([atom])) if atom.hazard else frozenset([atom]))
    return join(found)


def _augment(frame: Frame, node: facts.Augment) -> None:
    value = evaluate(frame, node.value)
    before = evaluate(frame, node.target)
    carried = [derive(frozenset(hazards(part))) for part in (before, value)]
    kept = frozenset(a for a in before if isinstance(a, (Container, Object)))
    for atom in kept:
        if isinstance(atom, Container) and value:
            held = iterate(frame, value)
            if held:
                put(frame, atom, ANY, held, facts.first_site(node.target))
    constants = [
        frozenset([Constant("", "computed")]) if is_literal(part) else NOTHING
        for part in (before, value)
    ]
    both = constants[0] if all(constants) else NOTHING
    assign(frame, node.target, join([*carried, kept, both]))


def _declare(frame: Frame, node: facts.Declare) -> None:
    """An annotation alone binds nothing."""


def _delete(frame: Frame, node: facts.Delete) -> None:
    for target in node.targets:
        if isinstance(target, facts.Name) and frame.function is None:
            frame.state.names[target.name] = NOTHING
        elif isinstance(target, facts.Attribute):
            for atom in atoms(evaluate(frame, target.base)):
                if isinstance(atom, Object):
                    forget(frame, Place("attribute", atom.at, target.name), target.site)
        elif isinstance(target, facts.Subscript):
            index = evaluate(frame, target.index)
            for atom in atoms(evaluate(frame, target.base)):
                if isinstance(atom, Container):
                    remove(frame, atom, index)


# --- simple statements -------------------------------------------------------------------------


def _evaluate(frame: Frame, node: facts.Evaluate) -> None:
    evaluate(frame, node.value)


def _return(frame: Frame, node: facts.Return) -> None:
    if node.value is not None:
        value = evaluate(frame, node.value)
        frame.activation.returns = join([frame.activation.returns, value])
        if frame.activation.is_entry:
            consume(frame, value, facts.first_site(node.value))
    frame.exits.append(frame.state.copy())
    frame.state.live = False


def _raise(frame: Frame, node: facts.Raise) -> None:
    if node.value is not None:
        consume(frame, evaluate(frame, node.value), facts.first_site(node.value))
    frame.state.live = False


def _jump(frame: Frame, node: facts.Jump) -> None:
    frame.jumps.append(frame.state.copy())
    frame.state.live = False


def _assert(frame: Frame, node: facts.Assert) -> None:
    evaluate(frame, node.test)


# --- branches and loops ------------------------------------------------------------------------


def _if(frame: Frame, node: facts.If) -> None:
    decide(
        frame,
        evaluate_test(frame, node.test),
        facts.first_site(node.test),
        lambda: execute(frame, node.body),
        lambda: execute(frame, node.orelse),
    )


def _while(frame: Frame, node: facts.While) -> None:
    test = evaluate_test(frame, node.test)
    _loop(
        frame,
        lambda: decide(
            frame,
            test,
            facts.first_site(node.test),
            lambda: execute(frame, node.body),
            lambda: None,
        ),
        isinstance(node.test, facts.Literal) and bool(node.test.value),
    )
    execute(frame, node.orelse)


def _for(frame: Frame, node: facts.For) -> None:
    iterable = evaluate(frame, node.iterable)

    def body() -> None:
        assign(frame, node.target, iterate(frame, iterable))
        execute(frame, node.body)

    outer, frame.times = frame.times, frame.times * _count(node.iterable)
    _loop(frame, body, False)
    frame.times = outer
    execute(frame, node.orelse)


def _count(iterable: Expression) -> int:
    """How often `for _ in range(20)` runs; 1 where it is not written there."""
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


def _loop(frame: Frame, body: Callable[[], None], at_least_once: bool) -> None:
    """Follow a loop's body a few times; behind it, it may have run or not."""
    outer, frame.jumps = frame.jumps, []
    before = frame.state.copy()
    after: list[State] = [] if at_least_once else [before]
    for _ in range(_ROUNDS):
        frame.state = merge([before, frame.state]).copy()
        body()
        if not frame.state.live:
            break
    frame.state = merge([*after, frame.state, *frame.jumps])
    frame.jumps = outer


def _try(frame: Frame, node: facts.Try) -> None:
    before = frame.state.copy()
    execute(frame, node.body)
    done = frame.state
    # An exception may come from anywhere in the body.
    inside = merge([before, State({**done.names}, before.fresh)])
    ends: list[State] = []
    for handler in node.handlers:
        frame.state = inside.copy()
        if handler.type is not None:
            evaluate(frame, handler.type)
        if handler.name is not None:
            bind_name(frame, handler.name, NOTHING, 0)
        execute(frame, handler.body)
        ends.append(frame.state)
    frame.state = done
    execute(frame, node.orelse)
    frame.state = merge([frame.state, *ends])
    if node.final:
        stopped = not frame.state.live
        if stopped:
            frame.state = inside.copy()
        execute(frame, node.final)
        if stopped:
            frame.state.live = False


def _with(frame: Frame, node: facts.With) -> None:
    managers = []
    for manager, target in node.items:
        value = evaluate(frame, manager)
        bound = entered(frame, value, facts.first_site(manager))
        if target is not None:
            assign(frame, target, bound)
        managers.append(value)
    execute(frame, node.body)
    for value in managers:
        background.leave(frame, value)


def _match(frame: Frame, node: facts.Match) -> None:
    subject = evaluate(frame, node.subject)
    before = frame.state
    ends: list[State] = [] if node.exhaustive else [before]
    for case in node.cases:
        frame.state = before.copy()
        for name in case.names:
            bind_name(frame, name, derive(frozenset(contents(frame, subject))), 0)
        if case.guard is not None:
            evaluate(frame, case.guard)
        execute(frame, case.body)
        ends.append(frame.state)
    frame.state = merge(ends)


# --- imports -----------------------------------------------------------------------------------


def _import(frame: Frame, node: facts.Import) -> None:
    root, _, rest = node.module.partition(".")
    first = frame.engine.find(frame, root, 0)
    if first is None:
        name = node.module if node.bound else root
        _touch(frame, node.module)
        bind_name(frame, node.bound or root, frozenset([External(name)]), node.site)
        return
    value = _module(frame, first, root)
    deepest = value
    for part in rest.split(".") if rest else []:
        deepest = _step_into(frame, deepest, part)
    bind_name(frame, node.bound or root, deepest if node.bound else value, node.site)


def _module(frame: Frame, found: File | Folder, name: str) -> Value:
    if isinstance(found, Folder):
        return frozenset([Namespace(found.path, name)])
    frame.engine.load(frame, found.path)
    return frozenset([Module(found.path)])


def _step_into(frame: Frame, package: Value, part: str) -> Value:
    """The submodule `part`, imported."""
    found = []
    for atom in atoms(package):
        folder = _folder(atom)
        child = frame.engine.child(folder, part) if folder is not None else None
        if child is not None:
            found.append(_module(frame, child, part))
    return join(found)


def _folder(atom: object) -> str | None:
    if isinstance(atom, Namespace):
        return atom.path
    if isinstance(atom, Module) and atom.path.rpartition("/")[2] == "__init__.py":
        return dirname(atom.path)
    return None


def _touch(frame: Frame, module: str) -> None:
    """Importing a library may bring a process-wide generator into the snapshot."""
    parts = module.split(".")
    for end in range(1, len(parts) + 1):
        for api in frame.engine.knowledge.apis.get(".".join(parts[:end]), ()):
            frame.activation.touches.update(api.generators)


def _import_from(frame: Frame, node: facts.ImportFrom) -> None:
    base = _imported_base(frame, node)
    for name, bound in node.names:
        if name == "*":
            _import_star(frame, node, base)
            continue
        if not base:
            value: Value = frozenset()
            if node.level == 0:
                _touch(frame, f"{node.module}.{name}")
                value = frozenset([External(f"{node.module}.{name}")])
        else:
            value = _imported_name(frame, base, name)
        bind_name(frame, bound, value, node.site)


def _imported_base(frame: Frame, node: facts.ImportFrom) -> Value:
    """The first-party module or folder that names are imported from; parents are imported too."""
    if node.level:
        found = frame.engine.find(frame, node.module, node.level)
        return _module(frame, found, node.module) if found is not None else NOTHING
    root, _, rest = node.module.partition(".")
    first = frame.engine.find(frame, root, 0)
    if first is None or (rest and frame.engine.find(frame, node.module, 0) is None):
        return NOTHING
    value = _module(frame, first, root)
    for part in rest.split(".") if rest else []:
        value = _step_into(frame, value, part)
    return value


def _imported_name(frame: Frame, base: Value, name: str) -> Value:
    found = []
    for atom in atoms(base):
        if isinstance(atom, Module):
            known = frame.engine.global_value(frame, atom.path, name)
            if known is not None:
                found.append(known)
                continue
        folder = _folder(atom)
        if folder is not None and submodule(frame, folder, name):
            found.append(_step_into(frame, frozenset([atom]), name))
    return join(found)


def _import_star(frame: Frame, node: facts.ImportFrom, base: Value) -> None:
    for atom in atoms(base):
        if isinstance(atom, Module):
            for name in frame.engine.public_names(frame, atom.path):
                value = frame.engine.global_value(frame, atom.path, name)
                bind_name(frame, name, value or NOTHING, node.site)
    if not base and node.level == 0:
        _touch(frame, node.module)
        frame.engine.star_import(frame, node.module)


_EXECUTE: dict[type[object], Callable[[Frame, Any], None]] = {
    facts.Assign: _assign,
    facts.Declare: _declare,
    facts.Augment: _augment,
    facts.Evaluate: _evaluate,
    facts.Return: _return,
    facts.Raise: _raise,
    facts.Jump: _jump,
    facts.Delete: _delete,
    facts.Assert: _assert,
    facts.Import: _import,
    facts.ImportFrom: _import_from,
    facts.If: _if,
    facts.While: _while,
    facts.For: _for,
    facts.Try: _try,
    facts.With: _with,
    facts.Match: _match,
    facts.DefineFunction: define_function,
    facts.DefineClass: define_class,
}
