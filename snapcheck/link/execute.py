"""Following statements: assignments, branches, loops, imports, definitions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from snapcheck import facts
from snapcheck.facts import Expression, Statement
from snapcheck.link import joined, loops
from snapcheck.link.asking import asking, note_asked, note_bound
from snapcheck.link.atoms import Bound, Container, External, Function, Made, Object
from snapcheck.link.attribute_writes import set_attribute
from snapcheck.link.attributes import attribute
from snapcheck.link.binding import bind_name
from snapcheck.link.branches import decide
from snapcheck.link.callbacks import hand_over
from snapcheck.link.definitions import define_class, define_function
from snapcheck.link.evaluate import evaluate, evaluate_test
from snapcheck.link.flow import (
    carried,
    consume,
    forget,
    is_connection,
    is_replaceable,
    remove,
    take,
)
from snapcheck.link.frame import Frame, State, merge
from snapcheck.link.handlers import (
    LOOK_UPS,
    UNREADABLE,
    catches,
    caught,
    ends_init,
    is_needless,
    is_probe,
)
from snapcheck.link.importing import import_from, import_module
from snapcheck.link.items import items_of
from snapcheck.link.iteration import items_in_order
from snapcheck.link.models import background
from snapcheck.link.models.managers import entered
from snapcheck.link.overwriting import note_built
from snapcheck.link.places import AttributePlace, GlobalPlace, Place
from snapcheck.link.subscripts import put_at
from snapcheck.link.syntax import (
    handlers_that_run,
    last_names,
    looks_up,
    nodes,
    pairs_of,
    plain,
)
from snapcheck.link.unpacking import unpacked
from snapcheck.link.values import (
    COMPUTED,
    NOTHING,
    Value,
    derive,
    hazards,
    in_order,
    is_literal,
    join,
)


def execute(frame: Frame, block: tuple[Statement, ...]) -> None:
    """Follow `block` up to where no path goes on."""
    followed = 0
    outer, built = frame.following, frame.built
    frame.built = set()
    for statement in block:
        if not frame.state.live:
            break
        followed += 1
        kind = type(statement)
        frame.following = block[followed:] + outer if kind in _GOING_ON else ()
        _EXECUTE[kind](frame, statement)
        if kind in _BRANCHING:
            frame.built.clear()
    frame.following, frame.built = outer, built
    frame.work.statements += followed


# Statements behind whose blocks what follows them runs next.
_GOING_ON = frozenset({facts.If, facts.With, facts.Try})
# Statements out of whose blocks a path may lead past what follows them.
_BRANCHING = frozenset({facts.If, facts.For, facts.While, facts.Try, facts.With, facts.Match})


# --- assignments -------------------------------------------------------------------------------


def _assign(frame: Frame, node: facts.Assign) -> None:
    pairs = pairs_of(node.targets, node.value)
    if pairs is not None:
        _assign_pairs(frame, pairs)
        return
    value, places = asking(frame, node.value, evaluate)
    note_bound(frame, node.targets, places)
    if isinstance(node.value, facts.Call) and not frame.later:
        note_built(frame, value, node.value.site)
    for target in node.targets:
        assign(frame, target, value)


def _assign_pairs(frame: Frame, pairs: list[tuple[Expression, Expression]]) -> None:
    """Bind each target to its own value; all values are there before."""
    values = {id(value): value for _, value in pairs}
    found = {key: asking(frame, value, evaluate) for key, value in values.items()}
    for target, value in pairs:
        one, places = found[id(value)]
        note_bound(frame, (target,), places)
        assign(frame, target, one)


def assign(frame: Frame, target: Expression, value: Value) -> None:
    """Bind `target` to `value`."""
    if isinstance(target, facts.Name):
        bind_name(frame, target.name, value, target.site)
    elif isinstance(target, facts.Attribute):
        base = evaluate(frame, target.base)
        if _is_environment(base, target.name):
            return
        set_attribute(frame, base, target.name, value, target.site)
        if any(isinstance(atom, (External, Made)) for atom in base):
            # `session.auth = Stamp()`: a library calls what its object is given.
            hand_over(frame, value, target.site)
    elif isinstance(target, facts.Subscript):
        _assign_item(frame, target, value)
    elif isinstance(target, facts.Sequence):
        for item, part in unpacked(frame, target, value):
            assign(frame, item, part)
    elif isinstance(target, facts.Starred):
        assign(frame, target.value, value)


def _is_environment(base: Value, name: str) -> bool:
    return name == "environ" and External("os") in base


def _assign_item(frame: Frame, target: facts.Subscript, value: Value) -> None:
    base = evaluate(frame, target.base)
    index = evaluate(frame, target.index)
    known = [put_at(frame, atom, index, value, target) for atom in in_order(base)]
    if not any(known):
        consume(frame, value, target.site)


def _augment(frame: Frame, node: facts.Augment) -> None:
    value = evaluate(frame, node.value)
    before = evaluate(frame, node.target)
    carried = [derive(frozenset(hazards(part))) for part in (before, value)]
    kept = frozenset(a for a in before if isinstance(a, (Container, Object)))
    for atom in kept:
        if isinstance(atom, Container) and value:
            joined.extend(frame, atom, value, facts.first_site(node.target))
    if not before:
        # What the value is put into is not known: it leaves the program here.
        boxes = frozenset(a for a in value if isinstance(a, Container))
        consume(frame, boxes, facts.first_site(node.target))
    constants = [COMPUTED if is_literal(part) else NOTHING for part in (before, value)]
    both = constants[0] if all(constants) else NOTHING
    assign(frame, node.target, join([*carried, kept, both]))


def _declare(frame: Frame, node: facts.Declare) -> None:
    """Follow what an annotation calls (`AfterValidator(f)`); alone, it binds nothing."""
    if frame.class_names is not None and next(nodes(node.annotation, facts.Call), None):
        evaluate(frame, node.annotation)


def _delete(frame: Frame, node: facts.Delete) -> None:
    for target in node.targets:
        if isinstance(target, facts.Name):
            _delete_name(frame, target)
        elif isinstance(target, facts.Attribute):
            for atom in in_order(evaluate(frame, target.base)):
                if isinstance(atom, Object):
                    forget(frame, AttributePlace(atom.at, target.name), target.site)
        elif isinstance(target, facts.Subscript):
            index = evaluate(frame, target.index)
            for atom in in_order(evaluate(frame, target.base)):
                if isinstance(atom, Container):
                    remove(frame, atom, index)


def _delete_name(frame: Frame, target: facts.Name) -> None:
    if frame.function is None:
        frame.state.names[target.name] = NOTHING
    elif target.name in frame.function.globals:
        forget(frame, GlobalPlace(frame.module.path, target.name), target.site)


# --- simple statements -------------------------------------------------------------------------


def _evaluate(frame: Frame, node: facts.Evaluate) -> None:
    evaluate(frame, node.value)


def _return(frame: Frame, node: facts.Return) -> None:
    if node.value is not None:
        value, places = asking(frame, node.value, evaluate)
        note_asked(frame, places)
        before = frame.activation.returns
        frame.activation.returns = join([before, value]) if before else value
        if frame.activation.is_entry:
            shown = [items_of(frame, atom) for atom in value if isinstance(atom, Object)]
            items = frozenset(each for each in shown if each is not None)
            consume(frame, value | items, facts.first_site(node.value))
    # Nobody asks for the names of a body that has been left.
    state = frame.state
    left = State({}, state.fresh, state.doubtful, certain=state.certain, assigned=state.assigned)
    frame.exits.append(left)
    state.live = False


def _raise(frame: Frame, node: facts.Raise) -> None:
    if node.value is not None:
        value = evaluate(frame, node.value)
        consume(frame, value, facts.first_site(node.value))
        raised = frozenset(atom for atom in value if isinstance(atom, Object))
        frame.activation.raises = join([frame.activation.raises, raised])
    frame.state.live = False


def _jump(frame: Frame, node: facts.Jump) -> None:
    frame.jumps.append(frame.state.copy())
    frame.state.live = False


def _assert(frame: Frame, node: facts.Assert) -> None:
    evaluate(frame, node.test)


# --- branches and loops ------------------------------------------------------------------------


def _if(frame: Frame, node: facts.If) -> None:
    mended = _mended_behind_a_probe(frame, node)
    frame.state.fresh |= mended
    ways = (node.body + frame.following, node.orelse + frame.following)
    test, places = asking(frame, node.test, evaluate_test)
    decide(
        frame,
        test,
        node.test,
        lambda: execute(frame, node.body),
        lambda: execute(frame, node.orelse),
        places=places | mended,
        ways=ways,
    )


def _mended_behind_a_probe(frame: Frame, node: facts.If) -> frozenset[Place]:
    """Return what is renewed where a function says that it is dead: `if not alive(c): c = ...`."""
    if not frame.later or not frame.snapshot.is_replaceable:
        return frozenset()
    mended: set[Place] = set()
    for test in node.test.parts if isinstance(node.test, facts.Either) else (node.test,):
        call, behind = (
            (test.value, node.body) if isinstance(test, facts.Not) else (test, node.orelse)
        )
        asked = _asked_of_probes(frame, call) if behind and isinstance(call, facts.Call) else ()
        if asked:
            handler = facts.Handler(None, None, behind)
            places = _mended_by(frame, facts.Try((), (handler,), (), ()))
            mended.update(place for place in places if place.name in asked)
    return frozenset(mended)


def _asked_of_probes(frame: Frame, call: facts.Call) -> Collection[str]:
    """Return the names that a call of a probe, and the probe, are about; none for other calls."""
    called = evaluate(frame, plain(call).function)
    functions = [atom.function if isinstance(atom, Bound) else atom for atom in called]
    known = [frame.modules.function(f.id) for f in functions if isinstance(f, Function)]
    bodies = [function.body for function in known if is_probe(function)]
    return {*last_names((call, *bodies))} if bodies else ()


def _while(frame: Frame, node: facts.While) -> None:
    test, places = asking(frame, node.test, evaluate_test)
    loops.repeat(
        frame,
        lambda: decide(
            frame,
            test,
            node.test,
            lambda: execute(frame, node.body),
            lambda: None,
            places=places,
        ),
        isinstance(node.test, facts.Literal) and bool(node.test.value),
    )
    execute(frame, node.orelse)


def _for(frame: Frame, node: facts.For) -> None:
    iterable, places = asking(frame, node.iterable, evaluate)
    note_bound(frame, (node.target,), places)
    items = items_in_order(frame, iterable)
    if loops.are_told_apart(frame, items):
        loops.for_each(frame, node, items)
    else:
        loops.for_any(frame, node, iterable)
    if looks_up(node):
        frame.state.asked |= places
    execute(frame, node.orelse)


def _try(frame: Frame, node: facts.Try) -> None:
    before = frame.state.copy()
    frame.state.fresh |= _mended_by(frame, node)
    handlers = [
        each
        for each in handlers_that_run(node)
        if not ends_init(frame, each) and not is_needless(frame, node, each, evaluate)
    ]
    # Where a handler goes on, the body may have bound nothing anew.
    frame.branching += bool(handlers)
    execute(frame, node.body)
    frame.branching -= bool(handlers)
    done = frame.state
    # An exception may come from anywhere in the body.
    done_so_far = State({**done.names}, before.fresh, assigned=done.assigned, asked=before.asked)
    inside = merge([before, done_so_far]).copy()
    inside.certain = False
    ends: list[State] = []
    for handler in handlers:
        frame.state = inside.copy()
        _handle(frame, handler)
        ends.append(frame.state)
    frame.state = done
    execute(frame, node.orelse)
    frame.state = merge([frame.state, *ends]).copy()
    frame.state.certain = before.certain
    if node.final:
        stopped = not frame.state.live
        if stopped:
            frame.state = inside.copy()
            frame.state.certain = before.certain
        execute(frame, node.final)
        if stopped:
            frame.state.live = False


def _handle(frame: Frame, handler: facts.Handler) -> None:
    kinds = evaluate(frame, handler.type) if handler.type is not None else NOTHING
    if handler.name is not None:
        bind_name(frame, handler.name, caught(frame, kinds), 0)
    execute(frame, handler.body)


def _mended_by(frame: Frame, node: facts.Try) -> frozenset[Place]:
    """Return what the handlers renew: a connection, or a password, to be replaced and tried again.

    In the body it may be used as it is: if it is dead, that is noticed and mended.
    """
    if not frame.later or not frame.snapshot.is_replaceable or not node.handlers or frame.renewing:
        return frozenset()
    frame.renewing = True
    start, jumps, exits = frame.state, frame.jumps, frame.exits
    events, frame.jumps, frame.exits = len(frame.activation.events), [], []
    returns = frame.activation.returns
    renewed: set[Place] = set()
    for handler in node.handlers:
        if catches(handler, LOOK_UPS):
            continue
        frame.state = start.copy()
        frame.state.certain = False
        before = frame.activation.writes.copy()
        _handle(frame, handler)
        if frame.state.live or frame.jumps or frame.exits:
            # Also behind a test: what failed just now can tell whether it is dead.
            written = frame.activation.writes.since(before.now)
            is_of_data = catches(handler, LOOK_UPS | UNREADABLE)
            renewed |= {p for p in written if not is_of_data or not is_connection(frame.heap, p)}
        frame.activation.writes = before
    # What a handler does is noted when it is followed behind the body.
    del frame.activation.events[events:]
    frame.activation.returns = returns
    frame.state, frame.jumps, frame.exits = start, jumps, exits
    frame.renewing = False
    return frozenset(place for place in renewed if is_replaceable(frame.heap, place))


def _with(frame: Frame, node: facts.With) -> None:
    managers = []
    swallowing: list[facts.Handler] = []
    for manager, target in node.items:
        value, places = asking(frame, manager, evaluate)
        bound = entered(frame, value, facts.first_site(manager))
        if target is not None:
            note_bound(frame, (target,), places)
            assign(frame, target, bound)
        called = _called(frame, manager)
        if value and _NULL_CONTEXT not in called:
            managers.append(value)
        # Behind the restore what may fail and goes on is taken to have done its work.
        if isinstance(manager, facts.Call) and _SUPPRESS in called and not frame.later:
            swallowing += [facts.Handler(each.value, None, ()) for each in manager.arguments]
    if swallowing:
        _try(frame, facts.Try(node.body, tuple(swallowing), (), ()))
    else:
        execute(frame, node.body)
    for value in managers:
        background.leave(frame, value)


# Leaving this leaves its value alone.
_NULL_CONTEXT = External("contextlib.nullcontext")
# This ends its body early, and goes on behind it, as a handler does.
_SUPPRESS = External("contextlib.suppress")


def _called(frame: Frame, manager: Expression) -> Value:
    """Return what a manager is a call of; nothing where it is none."""
    if not isinstance(manager, facts.Call):
        return NOTHING
    return evaluate(frame, plain(manager).function)


def _match(frame: Frame, node: facts.Match) -> None:
    subject, places = asking(frame, node.subject, evaluate)
    outside = frame.state.asked
    before = frame.state
    before.asked = outside | places
    ends: list[State] = [] if node.exhaustive else [before]
    frame.branching += 1
    for case in node.cases:
        frame.state = before.copy()
        for name, way in case.names:
            bind_name(frame, name, _captured(frame, subject, way), 0)
        if case.guard is not None:
            evaluate(frame, case.guard)
        execute(frame, case.body)
        ends.append(frame.state)
    frame.branching -= 1
    frame.state = merge(ends)
    if all(end.live for end in ends):
        frame.state.asked -= places - outside


def _captured(frame: Frame, subject: Value, way: tuple[str, ...]) -> Value:
    """Return what stands at the end of `way`; of the rest of something, all that it holds."""
    for step in way:
        if step == "*":
            return derive(frozenset(carried(frame, subject)))
        if step.startswith("."):
            subject = attribute(frame, subject, step[1:], 0)
            continue
        held = [
            take(frame, atom, step) for atom in in_order(subject) if isinstance(atom, Container)
        ]
        subject = join([*held, derive(subject)])
    return subject


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
    facts.Import: import_module,
    facts.ImportFrom: import_from,
    facts.If: _if,
    facts.While: _while,
    facts.For: _for,
    facts.Try: _try,
    facts.With: _with,
    facts.Match: _match,
    facts.DefineFunction: define_function,
    facts.DefineClass: define_class,
}
