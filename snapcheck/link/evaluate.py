"""What an expression may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.link import joined, mildness, switches, yielding
from snapcheck.link.asking import asking
from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Constant,
    ConstantKind,
    Container,
    External,
    Function,
    Made,
    Method,
    Module,
    Object,
    Partial,
    constant,
)
from snapcheck.link.attributes import attribute
from snapcheck.link.branches import decide, truth
from snapcheck.link.declared import member
from snapcheck.link.flow import (
    ANY,
    KEYS,
    carried,
    chosen_by,
    consume,
    entry_names,
    entry_of_data,
    put,
    read_at,
    take,
)
from snapcheck.link.formatting import LONGEST, interpolated, text_of, with_holes
from snapcheck.link.frame import Frame
from snapcheck.link.heap import FACTORY
from snapcheck.link.imports import File
from snapcheck.link.iteration import gather, iterate, put_all
from snapcheck.link.models import enums, environment, holding, injection
from snapcheck.link.models.connections import open_given
from snapcheck.link.names import read_name
from snapcheck.link.places import EntryPlace, FunctionId
from snapcheck.link.syntax import is_slice, is_whole, times_of
from snapcheck.link.values import (
    COMPUTED,
    NOTHING,
    Passed,
    Value,
    decided,
    derive,
    hazards,
    in_order,
    is_literal,
    join,
    literals,
    one_constant,
    texts,
)
from snapcheck.link.waits import DELAYS

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
    value = read_name(frame, node.name)
    return read_at(frame, value, node.site) if value and frame.later else value


def _attribute(frame: Frame, node: facts.Attribute) -> Value:
    base = _EVALUATE[type(node.base)](frame, node.base)
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
        consume(frame, index, node.site)
    found = [_picked(frame, atom, index, node) for atom in in_order(base)]
    if not is_slice(node.index):
        found.append(chosen_by(index))
    return read_at(frame, join(found), node.site)


def _picked(frame: Frame, base: Atom, index: Value, node: facts.Subscript) -> Value:
    if isinstance(base, Container) and not base.mapping and is_slice(node.index):
        return joined.part_of(frame, base, node.site, whole=is_whole(node.index))
    return _item(frame, base, index, node.site)


def _item(frame: Frame, base: Any, index: Value, site: int) -> Value:
    if isinstance(base, Container):
        found = [take(frame, base, name) for name in entry_names(index)]
        return join([*found, *_defaulted(frame, base, index, site)])
    if isinstance(base, External):
        if base.name == "os.environ":
            return environment.read(frame, index, site)
        if base.name == "globals()":
            path = frame.module.path
            names = [key for key in literals(index) if isinstance(key, str)]
            return join([environment.read_global(frame, path, name) for name in names])
        if base.name == "sys.modules":
            return _loaded(frame, index)
        # `list[int]`, `Annotated[X, ...]`: a type stands for what it is made of.
        return frozenset([base])
    if isinstance(base, Class):
        return enums.by_name(frame, base, index)
    if isinstance(base, Object):
        return _of_object(frame, base, index, site)
    if isinstance(base, Made):
        return entry_of_data(frame, base, index) if base.is_data else frozenset([base])
    if isinstance(base, Method) and isinstance(base.receiver, Made):
        return frozenset([base])
    return NOTHING


def _of_object(frame: Frame, base: Object, index: Value, site: int) -> Value:
    """Return `base[index]`, by the class's own method or as the container that it extends."""
    method = attribute(frame, frozenset([base]), "__getitem__", site)
    if not method:
        return NOTHING
    found = frame.interpreter.call(frame, method, [Passed(index)], site)
    missing = member(frame, base.cls, "__missing__") if not found else NOTHING
    if missing:
        arguments = [Passed(frozenset([base])), Passed(index)]
        return frame.interpreter.call(frame, missing, arguments, site)
    return found


def _defaulted(frame: Frame, base: Container, index: Value, site: int) -> list[Value]:
    """Return what a defaultdict makes for a key that it does not have."""
    place = EntryPlace(base.at, FACTORY)
    if not base.mapping or not frame.heap.has(place):
        return []
    factory = frame.read(place)
    made = []
    for name in entry_names(index):
        if not frame.heap.has(EntryPlace(base.at, name)) or frame.later:
            value = frame.interpreter.call(frame, factory, [], site)
            put(frame, base, name, value, site)
            made.append(value)
    return made


def _loaded(frame: Frame, index: Value) -> Value:
    """Return `sys.modules[name]`, also of `__name__`."""
    found: list[Atom] = []
    for atom in index:
        if isinstance(atom, Constant) and atom.kind is ConstantKind.PLATFORM:
            found.append(Module(frame.module.path))
        elif isinstance(atom, Constant) and isinstance(atom.value, str):
            module = frame.modules.find(frame.module.path, atom.value, 0)
            found.extend([Module(module.path)] if isinstance(module, File) else [])
    return frozenset(found)


def _call(frame: Frame, node: facts.Call) -> Value:
    callee = _EVALUATE[type(node.function)](frame, node.function)
    since = mildness.noted(frame)
    arguments = [_argument(frame, argument) for argument in node.arguments]
    mildness.of_arguments(frame, callee, since)
    return frame.interpreter.call(frame, callee, arguments, node.site)


def _argument(frame: Frame, argument: facts.Argument) -> Passed:
    spelled = argument.value
    since = mildness.noted(frame)
    value = _EVALUATE[type(spelled)](frame, spelled)
    if argument.keyword in DELAYS:
        mildness.waited(frame, since)
    function = frame.activation.function if frame.later else None
    if function is None:
        return Passed(value, argument.keyword, argument.star)
    return Passed(value, argument.keyword, argument.star, (frame.activation.id, spelled))


def _combine(frame: Frame, node: facts.Combine) -> Value:
    since = mildness.noted(frame)
    parts = [evaluate(frame, part) for part in node.parts]
    if node.operator in _FORMATTING:
        mildness.shown(frame, since)
    if all(is_literal(part) for part in parts) and parts:
        return _joined(node.operator, parts)
    begun = _begun(frame, node.operator, parts)
    # Formatting shows what a container holds; adding containers makes another container.
    shown = node.operator in ("__format__", "__str__", "__mod__")
    hazardous = [derive(frozenset(carried(frame, p))) if shown else derive(p) for p in parts]
    made = joined.union(frame, node.operator, parts, max(facts.first_site(node), 0))
    if made is not None:
        return join([*hazardous, made, *_operators(frame, node, parts)])
    # What is not known to make another container leaves them what they are.
    containers = [frozenset(a for a in part if isinstance(a, Container)) for part in parts]
    made = holding.combined(frame, parts, max(facts.first_site(node), 0))
    return join([begun, *hazardous, *containers, made, *_operators(frame, node, parts)])


def _begun(frame: Frame, operator: str, parts: list[Value]) -> Value:
    """Return what is known of a text that is put together."""
    if operator in ("__str__", "__add__"):
        return with_holes(list(map(text_of, parts)))
    templates = texts(parts[0]) if operator == "__mod__" and len(parts) == 2 else []
    if len(templates) != 1:
        return NOTHING
    given = [parts[1]]
    for atom in parts[1]:
        if isinstance(atom, Container) and not atom.mapping:
            given = [take(frame, atom, name) for name in frame.entries(atom.at)]
    return interpolated(templates[0], given)


def _joined(operator: str, parts: list[Value]) -> Value:
    """Return a name put together from a few constant texts; else a constant that is not known."""
    texts = {""}
    for part in parts:
        known = [
            atom.value
            for atom in part
            if isinstance(atom, Constant) and atom.kind is ConstantKind.STR
        ]
        if operator not in ("__str__", "__add__"):
            return COMPUTED
        if len(known) < len(part):
            return COMPUTED | with_holes(list(map(text_of, parts)))
        texts = {f"{text}{more}" for text in texts for more in known}
        if len(texts) > _MOST_TEXTS or max(map(len, texts), default=0) > LONGEST:
            return COMPUTED
    return frozenset([constant(text) for text in sorted(texts)])


def _of_kind(value: Value, kind: ConstantKind) -> list[object]:
    """Return the constants of one kind that `value` may be."""
    return [atom.value for atom in value if isinstance(atom, Constant) and atom.kind is kind]


_MOST_TEXTS = 16
_FORMATTING = ("__format__", "__str__")


def _operators(frame: Frame, node: facts.Combine, parts: list[Value]) -> list[Value]:
    """Return what the operator's methods of first-party objects among `parts` yield."""
    found: list[Value] = []
    if not node.operator or not any(isinstance(atom, Object) for part in parts for atom in part):
        return found
    site = max(facts.first_site(node), 0)
    for position, part in enumerate(parts):
        others = [Passed(join(parts[:position] + parts[position + 1 :]))]
        objects = [atom for atom in in_order(part) if isinstance(atom, Object)][:_MOST_OPERANDS]
        for atom in objects:
            method = _operator_method(frame, atom, node.operator, position)
            if method:
                given = others if len(parts) > 1 and node.operator not in _FORMATTING else []
                arguments = [Passed(frozenset([atom])), *given]
                found.append(frame.interpreter.call(frame, method, arguments, site))
    return found


_MOST_OPERANDS = 8


def _operator_method(frame: Frame, atom: Object, operator: str, position: int) -> Value:
    """Return the method for `operator`; what stands on the right answers by the reflected one."""
    if operator in _FORMATTING:
        return member(frame, atom.cls, "__format__") or member(frame, atom.cls, "__str__")
    reflected = f"__r{operator.removeprefix('__')}"
    return member(frame, atom.cls, operator if position == 0 else reflected)


def _compare(frame: Frame, node: facts.Compare) -> Value:
    parts = [evaluate(frame, part) for part in node.parts]
    known = _equality(node, parts)
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
                consume(frame, frozenset([made]), facts.first_site(node))
    return frozenset(decisions)


def _equality(node: facts.Compare, parts: list[Value]) -> bool | None:
    """Return the result of `==` or `!=` where the platform, not the program, decides it."""
    if node.operator not in ("==", "!="):
        return None
    if not all(is_literal(part) and len(part) == 1 for part in parts):
        return None
    sides = [atom for part in parts for atom in part if isinstance(atom, Constant)]
    if not any(side.kind is ConstantKind.PLATFORM for side in sides):
        return None
    return (sides[0].value == sides[1].value) == (node.operator == "==")


def _is_none(frame: Frame, node: facts.Compare) -> Value:
    other = node.parts[0] if node.parts[1] == facts.Literal(None) else node.parts[1]
    given = _given(frame, other)
    if given is None or not node.operator:
        return NOTHING
    return decided(given != node.operator.startswith(("is not", "!")))


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
    """Whether one of the things that a value may be is surely nothing, as a default of None is."""
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
    for position, item in enumerate(node.items):
        if isinstance(item, facts.Starred):
            spread = evaluate(frame, item.value)
            put_all(frame, container, spread, node.site)
            continue
        value = evaluate(frame, item)
        if value and (len(node.items) <= _TABLE or not is_literal(value)):
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
    value = evaluate(frame, node.value)
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
