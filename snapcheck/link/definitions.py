"""Where functions and classes are defined: defaults, decorators, class bodies and their hooks."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.facts import Expression, FunctionFacts, Parameter, Statement
from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Container,
    External,
    Function,
    Keep,
    Object,
    Partial,
    Wrapped,
    constant,
)
from snapcheck.link.binding import bind_name
from snapcheck.link.declared import is_model, member
from snapcheck.link.decoration import decorate
from snapcheck.link.evaluate import evaluate
from snapcheck.link.flow import put, take
from snapcheck.link.frame import Frame
from snapcheck.link.models import construction, enums
from snapcheck.link.models.hints import client_hinted, hint_place
from snapcheck.link.models.injection import annotated, markers
from snapcheck.link.models.partial import partial
from snapcheck.link.mro import LONGEST
from snapcheck.link.parameters import default_place
from snapcheck.link.places import ClassId, ClassPlace, FunctionId
from snapcheck.link.syntax import nodes
from snapcheck.link.values import NOTHING, Passed, Value, in_order, join


def define(frame: Frame, id: FunctionId) -> Value:
    """Evaluate a function's defaults and decorators where it is defined."""
    function = frame.modules.function(id)
    plain = Function(id, frame.activation.id if frame.function is not None else -1)
    for parameter in function.parameters:
        if parameter.annotation is None and parameter.default is None:
            continue
        _note_hint(frame, function, parameter)
        if parameter.default is not None:
            value = evaluate(frame, parameter.default)
            if parameter.annotation is not None and markers(frame, value):
                # `store: Store = Depends()`: the annotation says what is to be called.
                annotated(frame, [evaluate(frame, parameter.annotation), value], parameter.site)
            if value:
                label = f"the default of `{parameter.name}` in `{function.qualified}`"
                place = default_place(plain, parameter.name)
                frame.write(place, value, label, parameter.site)
        elif parameter.annotation is not None and _may_inject(frame, parameter.annotation):
            value = markers(frame, evaluate(frame, parameter.annotation))
            if value:
                place = default_place(plain, parameter.name)
                frame.write(place, value, "", parameter.site)
    value = frozenset([plain])
    for decorator in reversed(function.decorators):
        decorating = evaluate(frame, decorator)
        construction.note(frame, id, decorating, decorator)
        value = _decorated(frame, decorating, value, function.site)
    return value


def _note_hint(frame: Frame, function: FunctionFacts, parameter: Parameter) -> None:
    annotation = parameter.annotation
    if annotation is not None:
        models = frozenset(_models(frame, annotation))
        if models:
            place = hint_place(frame.module.path, function.index, parameter.name)
            frame.write(place, models, "", parameter.site)
    if isinstance(annotation, (facts.Name, facts.Attribute, facts.Literal)):
        known = NOTHING
        if not isinstance(annotation, facts.Literal):
            known = evaluate(frame, annotation)
        client = client_hinted(frame, annotation, known, parameter.site)
        if client is not None:
            place = hint_place(frame.module.path, function.index, parameter.name)
            frame.write(place, frozenset([client]), "", parameter.site)


def _models(frame: Frame, annotation: Expression) -> Iterator[Class]:
    """Yield the models that an annotation names, quoted or not, but for lists of them."""
    if isinstance(annotation, facts.Subscript):
        wrapping = [a.name for a in evaluate(frame, annotation.base) if isinstance(a, External)]
        if not _WRAPPING.isdisjoint(name.rpartition(".")[2] for name in wrapping):
            yield from _models(frame, annotation.index)
    elif isinstance(annotation, facts.Combine):
        for part in annotation.parts[: 1 if not annotation.operator else None]:
            yield from _models(frame, part)
    elif isinstance(annotation, facts.Literal):
        if isinstance(annotation.value, str) and annotation.value.isidentifier():
            yield from _models(frame, facts.Name(annotation.value, 0))
    elif isinstance(annotation, (facts.Name, facts.Attribute)):
        for atom in evaluate(frame, annotation):
            if isinstance(atom, Class) and is_model(frame, atom.id):
                yield atom


# Types whose values are those of the type within.
_WRAPPING = frozenset({"Optional", "Annotated", "Union"})


def _may_inject(frame: Frame, annotation: Expression) -> bool:
    """Tell whether an annotation may mark a dependency: by a call in it, or by a name for one."""
    return bool(frame.notes.injected) or next(nodes(annotation, facts.Call), None) is not None


def _decorated(frame: Frame, decorator: Value, decorated: Value, site: int) -> Value:
    own = frozenset(
        a for a in decorator if isinstance(a, (Function, Bound, Class, Object, Partial, Wrapped))
    )
    found = []
    for atom in in_order(own):
        if _is_middleware(frame, atom):
            given = [Passed(frozenset([atom])), Passed(decorated)]
            found.append(partial(frame, given, site))
        else:
            got = frame.interpreter.call(frame, frozenset([atom]), [Passed(decorated)], site)
            found.append(got or decorated)
    if decorator - own:
        found.append(decorate(frame, decorator - own, decorated, site))
    return join(found) if found else decorated


def _is_middleware(frame: Frame, decorator: Atom) -> bool:
    """Tell whether a decorator takes what the decorated function is called with as well.

    A library has made a decorator of it (`lambda_handler_decorator`, `wrapt.decorator`): it runs
    when the decorated function is called.
    """
    if not isinstance(decorator, Function):
        return False
    function = frame.modules.function(decorator.id)
    needed = [p for p in function.parameters if p.kind == "positional" and p.default is None]
    return bool(function.decorators) and len(needed) > 1


def define_function(frame: Frame, node: facts.DefineFunction) -> None:
    id = FunctionId(frame.module.path, node.function)
    function = frame.modules.function(id)
    bind_name(frame, function.name, define(frame, id), function.site)


def define_class(frame: Frame, node: facts.DefineClass) -> None:
    """Run a class statement: its body, then what the language calls for a new class."""
    cls = frame.module.classes[node.cls]
    id = ClassId(frame.module.path, node.cls)
    bases = [evaluate(frame, base.value) for base in cls.bases if base.keyword is None]
    frame.classes.set_bases(id, [_as_known(frame, base) for base in bases])
    if len(frame.classes.mro(id)) >= LONGEST:
        frame.note_cut()
    outer, frame.class_names = frame.class_names, {}
    for statement in cls.body:
        _in_class_body(frame, id, cls, statement)
    names, frame.class_names = frame.class_names, outer
    for name, last in names.items():
        # Overloads and conditional definitions: what the body bound last is the member.
        frame.heap.settle(ClassPlace(id, name), frame.activation.id, last)
    _name_members(frame, id, names, cls.site)
    if enums.is_enum(frame, id):
        sites = {name: _site_of(cls, name) for name in names}
        enums.define(frame, id, names, sites)
    _run_metaclass(frame, id, cls, names)
    _tell_bases(frame, id, cls)
    value: Value = frozenset([Class(id)])
    for decorator in reversed(cls.decorators):
        value = _decorated(frame, evaluate(frame, decorator), value, cls.site)
    bind_name(frame, cls.name, value, cls.site)


def _as_known(frame: Frame, base: Value) -> Value:
    """Return a base of a program's own class, by its name where it is of an installed package.

    What libraries make of the classes that extend theirs is known better than it can be followed.
    """
    if frame.is_library or not any(isinstance(atom, External) for atom in base):
        return base
    held = frame.modules.libraries.hold
    return frozenset(a for a in base if not isinstance(a, Class) or not held(a.id.path))


def _name_members(frame: Frame, id: ClassId, names: dict[str, Value], site: int) -> None:
    """Call `__set_name__` of the members that have it."""
    for name, value in names.items():
        for atom in in_order(value):
            if isinstance(atom, Object):
                method = member(frame, atom.cls, "__set_name__")
                arguments = [
                    Passed(frozenset([atom])),
                    Passed(frozenset([Class(id)])),
                    Passed(frozenset([constant(name)])),
                ]
                if method:
                    frame.interpreter.call(frame, method, arguments, site)


def _tell_bases(frame: Frame, id: ClassId, cls: facts.ClassFacts) -> None:
    """Call `__init_subclass__` of the nearest base that has it."""
    keywords = [
        Passed(evaluate(frame, base.value), base.keyword)
        for base in cls.bases
        if base.keyword not in (None, "metaclass")
    ]
    for base in in_order(frame.classes.bases(id)):
        if isinstance(base, Class):
            method = _plain(member(frame, base.id, "__init_subclass__"))
            if method:
                this = Passed(frozenset([Class(id)]))
                frame.interpreter.call(frame, method, [this, *keywords], cls.site)
                return


def _plain(value: Value) -> Value:
    """Return the functions themselves, as `__init_subclass__` is a class method in any case."""
    return frozenset(a.function if isinstance(a, Wrapped) else a for a in value)


def _run_metaclass(
    frame: Frame, id: ClassId, cls: facts.ClassFacts, names: dict[str, Value]
) -> None:
    """Run `__new__` and `__init__` of the metaclass; what they put into the namespace is kept."""
    given = [evaluate(frame, base.value) for base in cls.bases if base.keyword == "metaclass"]
    metaclass = join([*given, *[m for m in [frame.classes.metaclass(id)] if m]])
    if not metaclass:
        return
    frame.classes.set_metaclass(id, metaclass)
    kept = Keep(ClassPlace(id, "*"), frame.site(cls.site), f"`{cls.name}`")
    namespace = Container(frame.allocate(cls.site), frame.here(cls.site), kept, mapping=True)
    frame.notes.namespaces[namespace.at] = id
    for name, value in names.items():
        put(frame, namespace, repr(name), value, cls.site)
    arguments = [frozenset([constant(cls.name)]), NOTHING, frozenset([namespace])]
    for meta in in_order(metaclass):
        if not isinstance(meta, Class):
            continue
        for method, first in (("__new__", frozenset([meta])), ("__init__", frozenset([Class(id)]))):
            found = member(frame, meta.id, method)
            if found:
                passed = [Passed(value) for value in (first, *arguments)]
                frame.interpreter.call(frame, found, passed, cls.site)
    for entry_name in frame.entries(namespace.at):
        if entry_name.strip("'") not in names:
            place = ClassPlace(id, entry_name.strip("'"))
            held = take(frame, namespace, entry_name)
            frame.write(place, held, f"`{cls.name}`", cls.site)


def _in_class_body(frame: Frame, id: ClassId, cls: facts.ClassFacts, statement: Statement) -> None:
    """Run one statement of a class body; what it bound are class attributes from then on."""
    assert frame.class_names is not None
    before = frame.class_names.copy()
    frame.interpreter.execute(frame, (statement,))
    for name, value in frame.class_names.items():
        if name not in before or before[name] is not value:
            place = ClassPlace(id, name)
            site = _binding_site(statement, name, cls.site)
            label = f"`{cls.name}.{name}`"
            # Read back by the rest of the body as the class attribute that it is.
            frame.class_names[name] = frame.write(place, value, label, site)


def _site_of(cls: facts.ClassFacts, name: str) -> int:
    sites = [_binding_site(statement, name, cls.site) for statement in cls.body]
    return next((site for site in sites if site != cls.site), cls.site)


def _binding_site(statement: Statement, name: str, otherwise: int) -> int:
    for assign in nodes(statement, facts.Assign):
        for target in assign.targets:
            if isinstance(target, facts.Name) and target.name == name:
                return target.site
    return otherwise
