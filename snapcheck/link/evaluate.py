"""What an expression may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.link import current, mildness, switches, yielding
from snapcheck.link.asking import asking, note_bound
from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Constant,
    ConstantKind,
    Container,
    External,
    Function,
    Partial,
    constant,
)
from snapcheck.link.attributes import attribute
from snapcheck.link.branches import decide, truth
from snapcheck.link.flow import ANY, KEYS, chosen_by, consume, entry_names, put, read_at
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import MOST_IN_ORDER, gather, iterate, put_all
from snapcheck.link.models import injection
from snapcheck.link.models.connections import open_given
from snapcheck.link.names import read_name
from snapcheck.link.operators import combined, equality
from snapcheck.link.places import FunctionId, GlobalPlace
from snapcheck.link.presence import is_there
from snapcheck.link.spreading import spelled_out
from snapcheck.link.subscripts import item_at
from snapcheck.link.syntax import as_attribute, asked_for_none, is_slice, name_of, plain, times_of
from snapcheck.link.values import (
    NOTHING,
    Passed,
    Value,
    decided,
    hazards,
    in_order,
    is_literal,
    join,
    one_constant,
    texts,
)
from snapcheck.link.waits import DELAYS
from snapcheck.model import Phase

# A display of more literals than this is a table, not a lookup that anyone names by key.
_TABLE = 24


def evaluate(frame: Frame, expression: Expression) -> Value:
    """Return what `expression` may be."""
    return _EVALUATE[type(expression)](frame, expression)


def _literal(frame: Frame, node: facts.Literal) -> Value:
    value = node.value
    if isinstance(value, (float, complex)):
        # 0.0 == -0.0: they must not be taken for each other.
        return frozenset([constant(value)])
    return one_constant(value)


def _name(frame: Frame, node: facts.Name) -> Value:
    value = frame.bounded(read_name(frame, node.name))
    return read_at(frame, value, node.site) if value and frame.later else value


def _attribute(frame: Frame, node: facts.Attribute) -> Value:
    base = _EVALUATE[type(node.base)](frame, node.base)
    if not base and node.name == "state":
        base = current.of_request(frame, node.base)
    if not base:
        return base
    value = attribute(frame, base, node.name, node.site)
    return read_at(frame, value, node.site) if value and frame.later else value


def _subscript(frame: Frame, node: facts.Subscript) -> Value:
    base = evaluate(frame, node.base)
    if isinstance(node.index, facts.Combine) and any(
        isinstance(atom, External) and atom.name in injection.ANNOTATED for atom in base
    ):
        parts = [evaluate(frame, part) for part in node.index.parts]
        return injection.annotated(frame, parts, node.site)
    index = evaluate(frame, node.index)
    if hazards(index):
        consume(frame, mildness.leaving(frame, index), node.site)
    found = [item_at(frame, atom, index, node) for atom in in_order(base)]
    if not is_slice(node.index):
        found.append(chosen_by(index))
    return read_at(frame, join(found), node.site)


def _call(frame: Frame, node: facts.Call) -> Value:
    if frame.later and name_of(node.function) == "getattr":
        read = as_attribute(node)
        if isinstance(read, facts.Attribute) and read.name == "state":
            return _attribute(frame, read)
    callee = _EVALUATE[type(node.function)](frame, node.function)
    since = mildness.noted(frame)
    arguments = [_argument(frame, argument) for argument in node.arguments]
    if mildness.noted(frame) > since:
        call, run = _run_later(frame, node, callee, arguments)
        mildness.of_arguments(frame, call, run, since)
    if frame.is_library and arguments:
        arguments[0] = mildness.looked_up(frame, node, arguments[0])
    return frame.interpreter.call(frame, callee, arguments, node.site)


def _run_later(
    frame: Frame, node: facts.Call, callee: Value, arguments: list[Passed]
) -> tuple[facts.Call, Value]:
    """Return what is given arguments, and as what call: of `partial`, what that is given to run."""
    call, given = plain(node), spelled_out(frame, arguments)
    for passed in given:
        if External("functools.partial") not in callee or not call.arguments:
            break
        run = facts.Call(call.arguments[0].value, call.arguments[1:], node.site)
        call, callee = plain(run), passed.value
    return call, callee


def _argument(frame: Frame, argument: facts.Argument) -> Passed:
    spelled = argument.value
    since = mildness.noted(frame)
    value = _EVALUATE[type(spelled)](frame, spelled)
    if argument.keyword in DELAYS:
        mildness.waited(frame, since)
    is_told = frame.later and frame.activation.function is not None
    if not is_told and type(spelled) is not facts.Subscript:
        return Passed(value, argument.keyword, argument.star)
    return Passed(value, argument.keyword, argument.star, (frame.activation.id, spelled))


def _combine(frame: Frame, node: facts.Combine) -> Value:
    since = mildness.noted(frame)
    parts = [evaluate(frame, part) for part in node.parts]
    mildness.of_parts(frame, node.operator, parts, since)
    return combined(frame, node, parts)


def _compare(frame: Frame, node: facts.Compare) -> Value:
    parts = [evaluate(frame, part) for part in node.parts]
    if node.operator in ("in", "not in") and _GLOBALS in parts[1]:
        for name in texts(parts[0]):
            # A test that asks for the name reads its place.
            frame.read(GlobalPlace(frame.module.path, name))
    known = equality(node, parts)
    if known is not None:
        return decided(known)
    if any(part == facts.Literal(None) for part in node.parts):
        # `x is None` asks whether there is a value, not which.
        return _is_none(frame, node)
    decisions: list[Atom] = []
    for part in parts:
        for made in hazards(part):
            if made.hazard is not None and (made.hazard.moment or made.hazard.ages):
                decisions.append(replace(made, derived=True, compared=True))
            else:
                used = mildness.leaving(frame, frozenset([made]))
                consume(frame, used, facts.first_site(node))
    return frozenset(decisions)


_GLOBALS = External("globals()")


def _is_none(frame: Frame, node: facts.Compare) -> Value:
    about = asked_for_none(node)
    given = _given(frame, about[0]) if about is not None else None
    if about is None or given is None:
        return NOTHING
    return decided(given != about[1])


def _given(frame: Frame, expression: Expression) -> bool | None:
    """Tell whether a parameter is surely None (True) or surely something (False) in this call.

    Decorators are told by it whether they were called with a function or with options. Only a
    parameter that the body never binds tells: of all else, not every value is known.
    """
    function = frame.function
    if function is None or not isinstance(expression, facts.Name):
        return None
    if expression.name in function.rebound or expression.name not in frame.activation.arguments:
        return None
    value = frame.activation.arguments[expression.name]
    if value == _NONE:
        return True
    if value and all(isinstance(atom, (Function, Bound, Class, Partial)) for atom in value):
        return False
    return None


_NONE: Value = frozenset([constant(None)])


def evaluate_test(frame: Frame, expression: Expression) -> Value:
    """Return what `expression` may be, where only its truth matters."""
    if isinstance(expression, facts.Literal):
        return decided(bool(expression.value))
    given = _given(frame, expression)
    if given is not None:
        return decided(not given)
    value = evaluate(frame, expression)
    if isinstance(expression, facts.Name) and len(value) == 1:
        (only,) = value
        if isinstance(only, Constant) and only.kind in _WRITTEN:
            if _is_fixed(frame, expression.name):
                # What this call sets, or leaves as it is: `singleton=True`, `role_arn=""`.
                return decided(bool(only.value))
            if only.kind is ConstantKind.BOOL and switches.is_constant(frame, expression.name):
                return decided(bool(only.value))
    if frame.phase is Phase.RESTORE and truth(value) is None:
        there = is_there(frame, expression, evaluate)
        return value if there is None else decided(there)
    return value


# Constants that are as true as they are written; of a fraction only that it is one is known.
_WRITTEN = frozenset(
    {ConstantKind.NONE, ConstantKind.BOOL, ConstantKind.INT, ConstantKind.STR, ConstantKind.BYTES}
)


def _is_fixed(frame: Frame, name: str) -> bool:
    """Tell whether `name` is a parameter, of this or an outer function, that is never rebound."""
    activation = frame.activation
    while activation.function is not None:
        function = frame.modules.function(activation.function)
        if name in function.locals:
            return name in activation.arguments and name not in function.rebound
        if activation.environment < 0 or name in function.globals | function.nonlocals:
            return False
        activation = frame.activations[activation.environment]
    return False


def _not(frame: Frame, node: facts.Not) -> Value:
    value = evaluate_test(frame, node.value)
    known = truth(value)
    if known is not None:
        return decided(not known)
    return _decisions(value)


def _decisions(value: Value) -> Value:
    return frozenset(made for made in hazards(value) if made.compared)


def _either(frame: Frame, node: facts.Either) -> Value:
    since = mildness.noted(frame)
    first, places = asking(frame, node.parts[0], evaluate)
    found = [first]
    mildness.defaulted(frame, since)

    def rest() -> None:
        since = mildness.noted(frame)
        found.extend([evaluate(frame, part) for part in node.parts[1:]])
        if not _may_be_empty(first):
            mildness.shown(frame, since)

    decide(frame, _decisions(first), node, rest, lambda: None, places=places)
    return join(found)


def _may_be_empty(value: Value) -> bool:
    """Tell whether one thing that a value may be is surely nothing, as a default of None is."""
    plain = (ConstantKind.NONE, ConstantKind.STR, ConstantKind.BOOL)
    return any(isinstance(a, Constant) and a.kind in plain and not a.value for a in value)


def _conditional(frame: Frame, node: facts.Conditional) -> Value:
    test, places = asking(frame, node.test, evaluate_test)
    found: list[Value] = []
    decide(
        frame,
        test,
        node.test,
        lambda: found.append(evaluate(frame, node.then)),
        lambda: found.append(evaluate(frame, node.otherwise)),
        places=places,
    )
    return join(found)


def _container(frame: Frame, site: int, *, mapping: bool = False) -> Container:
    return Container(frame.allocate(site), frame.here(site), mapping=mapping)


def _sequence(frame: Frame, node: facts.Sequence) -> Value:
    container = _container(frame, node.site)
    values: list[tuple[int, Value]] = []
    for position, item in enumerate(node.items):
        if isinstance(item, facts.Starred):
            put_all(frame, container, evaluate(frame, item.value), node.site)
        else:
            values.append((position, evaluate(frame, item)))
    # Which items a short list has is known, also where nothing is known of some of them.
    is_short = len(node.items) <= MOST_IN_ORDER and any(value for _, value in values)
    for position, value in values:
        if is_short or (value and (len(node.items) <= _TABLE or not is_literal(value))):
            put(frame, container, repr(position), value, node.site)
    return frozenset([container])


def _mapping(frame: Frame, node: facts.Mapping) -> Value:
    container = _container(frame, node.site, mapping=True)
    entries: dict[str, Value] = {}
    for key, item in node.entries:
        value = evaluate(frame, item)
        if key is None:
            gather(frame, container, entries, value, node.site)
            continue
        keyed = evaluate(frame, key)
        if hazards(keyed):
            entries[KEYS] = join([entries.get(KEYS, NOTHING), frozenset(hazards(keyed))])
        for name in entry_names(keyed):
            # The last one under a key is the one that the dict has.
            entries[name] = join([entries.get(name, NOTHING), value]) if name == ANY else value
    for name, value in entries.items():
        # After the restore an entry of which nothing is known still renews what was there.
        if (value or frame.later) and (len(entries) <= _TABLE or not is_literal(value)):
            put(frame, container, name, value, node.site)
    return frozenset([container])


def _comprehension(frame: Frame, node: facts.Comprehension) -> Value:
    container = _container(frame, node.site, mapping=node.key is not None)
    outer = frame.times
    frame.repeating += 1
    for clause in node.clauses:
        frame.times *= times_of(clause.iterable)
        held = iterate(frame, evaluate(frame, clause.iterable))
        # What a comprehension binds is gone behind it, at the top level too.
        frame.passing = True
        frame.interpreter.assign(frame, clause.target, held)
        frame.passing = False
        for test in clause.tests:
            evaluate(frame, test)
    keyed = evaluate(frame, node.key) if node.key is not None else NOTHING
    names = [ANY] if node.key is None else entry_names(keyed)
    if hazards(keyed):
        put(frame, container, KEYS, frozenset(hazards(keyed)), node.site)
    value = evaluate(frame, node.value)
    frame.times = outer
    frame.repeating -= 1
    if value:
        for name in names:
            put(frame, container, name, value, node.site)
    return frozenset([container])


def _lambda(frame: Frame, node: facts.Lambda) -> Value:
    id = FunctionId(frame.module.path, node.function)
    frame.interpreter.define(frame, id)
    return frozenset([Function(id, frame.activation.id)])


def _walrus(frame: Frame, node: facts.Walrus) -> Value:
    value, places = asking(frame, node.value, evaluate)
    note_bound(frame, (node.target,), places)
    frame.interpreter.assign(frame, node.target, value)
    return value


def _await(frame: Frame, node: facts.Await) -> Value:
    value = evaluate(frame, node.value)
    # Pools that are made by a coroutine are connected when that is awaited.
    open_given(frame, value)
    return value


def _yield(frame: Frame, node: facts.Yield) -> Value:
    if node.value is None:
        return NOTHING
    if isinstance(node.value, facts.Starred):
        value = iterate(frame, evaluate(frame, node.value.value))
    else:
        value = evaluate(frame, node.value)
    frame.activation.yields = join([frame.activation.yields, value])
    if not frame.later:
        remembered = yielding.remembered(frame, node, value)
        frame.activation.remembers = join([frame.activation.remembers, remembered])
    if frame.activation.is_entry:
        consume(frame, value, facts.first_site(node.value))
    return NOTHING


def _starred(frame: Frame, node: facts.Starred) -> Value:
    return iterate(frame, evaluate(frame, node.value))


_EVALUATE: dict[type[object], Callable[[Frame, Any], Value]] = {
    facts.Literal: _literal,
    facts.Name: _name,
    facts.Attribute: _attribute,
    facts.Subscript: _subscript,
    facts.Call: _call,
    facts.Combine: _combine,
    facts.Compare: _compare,
    facts.Not: _not,
    facts.Either: _either,
    facts.Conditional: _conditional,
    facts.Sequence: _sequence,
    facts.Mapping: _mapping,
    facts.Comprehension: _comprehension,
    facts.Lambda: _lambda,
    facts.Walrus: _walrus,
    facts.Await: _await,
    facts.Yield: _yield,
    facts.Starred: _starred,
}
