"""Builtins and standard-library functions that the program's own flow goes through."""

from __future__ import annotations

from collections.abc import Callable

from snapcheck.link.attributes import attribute, fields_of, set_attribute, set_plainly
from snapcheck.link.binding import bind_global
from snapcheck.link.callbacks import callbacks
from snapcheck.link.flow import ANY, consume, entry, put
from snapcheck.link.frame import Frame
from snapcheck.link.imports import File
from snapcheck.link.models import environment
from snapcheck.link.places import AttributePlace, ClassId, ClassPlace
from snapcheck.link.values import (
    NOTHING,
    Atom,
    Bound,
    Class,
    Constant,
    ConstantKind,
    Container,
    External,
    Field,
    Function,
    Module,
    Object,
    Partial,
    Passed,
    Prefix,
    Super,
    Value,
    Wrapped,
    Wrapping,
    in_order,
    join,
    texts,
)

Special = Callable[[Frame, list[Passed], int], Value]

_MEMO = frozenset({"functools.lru_cache", "functools.cache"})
# They remember for a while, or for as long as there is room.
_TIMED_MEMO = frozenset(
    {
        *("cachetools.cached", "cachetools.cachedmethod", "async_lru.alru_cache"),
        *(f"cachetools.func.{kind}_cache" for kind in ("ttl", "lru", "lfu", "fifo", "rr", "mru")),
        *("aiocache.cached", "cached.cached", "joblib.Memory.cache", "diskcache.Cache.memoize"),
    }
)
_WRAPPING = {
    "property": "property",
    "abc.abstractproperty": "property",
    "staticmethod": "static",
    "classmethod": "class",
    "functools.cached_property": "memo-property",
    "django.utils.functional.cached_property": "memo-property",
    "werkzeug.utils.cached_property": "memo-property",
}


def wrapping(decorator: str, decorated: Value) -> Value | None:
    """What `decorated` is under a decorator of the language; None for any other decorator."""
    kind = "memo" if decorator in _MEMO else _WRAPPING.get(decorator)
    kind = "timed-memo" if decorator in _TIMED_MEMO else kind
    if kind is None:
        return None
    return frozenset([_wrap(kind, atom) for atom in decorated])


def _wrap(kind: str, atom: Atom) -> Atom:
    return Wrapped(Wrapping(kind), atom) if isinstance(atom, (Function, Wrapped, Bound)) else atom


def _wrapper(name: str) -> Special:
    def call(frame: Frame, arguments: list[Passed], site: int) -> Value:
        """The decorator called by hand, or with arguments as a decorator factory."""
        given = callbacks(arguments[0].value) if arguments else NOTHING
        wrapped = wrapping(name, given)
        return wrapped if given and wrapped is not None else frozenset([External(name)])

    return call


def _partial(frame: Frame, arguments: list[Passed], site: int) -> Value:
    at = frame.allocate(site)
    holder = Container(at, frame.here(site))
    for position, argument in enumerate(arguments):
        name = argument.keyword or ("function" if position == 0 else str(position - 1))
        label = f"an argument of `functools.partial`, `{name}`"
        if argument.value and not argument.star:
            frame.write(entry(holder, name), argument.value, label, site)
    return frozenset([Partial(at)])


def _field(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """A dataclass, attrs or model field: its default is a value, its factory is called later."""
    at = frame.allocate(site)
    holder = Container(at, frame.here(site))
    for position, argument in enumerate(arguments):
        name = argument.keyword or ("default" if position == 0 else "")
        if name in ("default", "init_default"):
            label = "the default of a field"
            frame.write(entry(holder, "default"), argument.value, label, site)
        elif name in ("default_factory", "factory"):
            frame.write(entry(holder, "factory"), argument.value, "", site)
    return frozenset([Field(at)])


def _super(frame: Frame, arguments: list[Passed], site: int) -> Value:
    function = frame.function
    if function is None or function.cls is None or not function.parameters:
        return NOTHING
    receiver = frame.state.names.get(function.parameters[0].name, NOTHING)
    cls = ClassId(frame.module.path, function.cls)
    return frozenset([Super(cls, a) for a in receiver if isinstance(a, (Object, Class))])


def _new(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`object.__new__(cls)`: a new object of that class."""
    given = arguments[0].value if arguments else NOTHING
    at = frame.allocate(site)
    return frozenset(Object(atom.id, at) for atom in given if isinstance(atom, Class))


def _getattr(frame: Frame, arguments: list[Passed], site: int) -> Value:
    if len(arguments) < 2:
        return NOTHING
    base = arguments[0].value
    names = [*texts(arguments[1].value), *_begun(frame, base, arguments[1].value)]
    found = [attribute(frame, base, name, site) for name in names]
    return join([*found, *[argument.value for argument in arguments[2:3]]])


def _begun(frame: Frame, base: Value, name: Value) -> list[str]:
    """The members that a name of which only the beginning is known may mean."""
    begun = {atom.beginning for atom in name if isinstance(atom, Prefix)}
    prefixes = tuple(sorted(begun - {""}))
    classes = [
        atom.cls if isinstance(atom, Object) else atom.id
        for atom in base
        if isinstance(atom, (Object, Class))
    ]
    members = {
        member
        for cls in classes
        for each in frame.classes.mro(cls)
        for member in frame.heap.names(ClassPlace, each)
    }
    return sorted(member for member in members if prefixes and member.startswith(prefixes))


def _setattr(frame: Frame, arguments: list[Passed], site: int) -> Value:
    if len(arguments) == 3:
        for name in texts(arguments[1].value):
            set_attribute(frame, arguments[0].value, name, arguments[2].value, site)
    return NOTHING


def _set_plainly(frame: Frame, arguments: list[Passed], site: int) -> Value:
    if len(arguments) == 3:
        for name in texts(arguments[1].value):
            set_plainly(frame, arguments[0].value, name, arguments[2].value, site)
    return NOTHING


def _globals(frame: Frame, arguments: list[Passed], site: int) -> Value:
    return frozenset([External("globals()")])


def _update_globals(frame: Frame, arguments: list[Passed], site: int) -> Value:
    for argument in arguments:
        if argument.keyword is not None:
            bind_global(frame, argument.keyword, argument.value, site)
    return NOTHING


def _get_global(frame: Frame, arguments: list[Passed], site: int) -> Value:
    names = texts(arguments[0].value) if arguments else []
    path = frame.module.path
    found = [environment.read_global(frame, path, name) for name in names]
    return join([*found, *[argument.value for argument in arguments[1:2]]])


def _same(position: int) -> Special:
    def call(frame: Frame, arguments: list[Passed], site: int) -> Value:
        """The argument itself."""
        return arguments[position].value if len(arguments) > position else NOTHING

    return call


def _gather(frame: Frame, arguments: list[Passed], site: int) -> Value:
    container = Container(frame.allocate(site), frame.here(site))
    for position, argument in enumerate(arguments):
        if argument.value:
            put(frame, container, repr(position), argument.value, site)
    return frozenset([container])


def _getenv(frame: Frame, arguments: list[Passed], site: int) -> Value:
    if not arguments:
        return NOTHING
    found = environment.read(frame, arguments[0].value, site)
    return join([found, *[argument.value for argument in arguments[1:2]]])


def _setenv(frame: Frame, arguments: list[Passed], site: int) -> Value:
    if len(arguments) > 1:
        environment.write(frame, arguments[0].value, arguments[1].value, site)
    return _getenv(frame, arguments[:1], site)


def _import_module(frame: Frame, arguments: list[Passed], site: int) -> Value:
    found: list[Value] = []
    packages = [
        atom.value
        for argument in arguments[1:2]
        for atom in argument.value
        if isinstance(atom, Constant) and atom.kind is ConstantKind.STR
    ]
    for dotted in texts(arguments[0].value) if arguments else []:
        level = len(dotted) - len(dotted.lstrip("."))
        if level == 1 and packages:
            # Else the second argument is `__name__` or `__package__`: relative to this module.
            dotted, level = f"{packages[0]}{dotted}", 0
        module = frame.modules.find(frame.module.path, dotted.lstrip("."), level)
        if isinstance(module, File):
            frame.interpreter.load(frame, module.path)
            found.append(frozenset([Module(module.path)]))
        else:
            found.append(frozenset([External(dotted)]))
    return join(found)


def _reload(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`importlib.reload(module)`: its top level runs again, here."""
    for atom in in_order(arguments[0].value) if arguments else []:
        if isinstance(atom, Module):
            frame.interpreter.load(frame, atom.path, again=True)
    return arguments[0].value if arguments else NOTHING


def _identity_decorator(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """A decorator that leaves a class or function what it is, with or without arguments."""
    given = frozenset(
        atom
        for argument in arguments[:1]
        for atom in argument.value
        if isinstance(atom, (Class, Function, Wrapped, Bound))
    )
    return given or frozenset([External("functools.wraps()")])


def _as_dict(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`dataclasses.asdict(x)`, `vars(x)`: a mapping of the fields, or a tuple of them."""
    container = Container(frame.allocate(site), frame.here(site), mapping=True)
    for argument in arguments[:1]:
        for atom in in_order(argument.value):
            if isinstance(atom, Object):
                for name, value in fields_of(frame, atom, site).items():
                    if value:
                        put(frame, container, repr(name), value, site)
            else:
                put(frame, container, ANY, frozenset([atom]), site)
    return frozenset([container])


def _replaced(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`dataclasses.replace(x, a=1)`: a copy with other values in some fields."""
    found: list[Atom] = []
    changed = {argument.keyword: argument.value for argument in arguments[1:] if argument.keyword}
    for atom in in_order(arguments[0].value) if arguments else []:
        if not isinstance(atom, Object):
            found.append(atom)
            continue
        copied = Object(atom.cls, frame.allocate(site))
        owner = frame.classes.facts(atom.cls).name
        for name, value in {**fields_of(frame, atom, site), **changed}.items():
            place = AttributePlace(copied.at, name)
            frame.write(place, value, f"`{owner}.{name}`", site)
        found.append(copied)
    return frozenset(found)


def _print(frame: Frame, arguments: list[Passed], site: int) -> Value:
    for argument in arguments:
        consume(frame, argument.value, site)
    return NOTHING


SPECIAL: dict[str, Special] = {
    **{name: _wrapper(name) for name in [*_MEMO, *_WRAPPING]},
    "functools.partial": _partial,
    "functools.partialmethod": _partial,
    "functools.wraps": lambda frame, arguments, site: frozenset([External("functools.wraps()")]),
    "functools.wraps()": _identity_decorator,
    "functools.update_wrapper": _same(0),
    "dataclasses.dataclass": _identity_decorator,
    "dataclasses.field": _field,
    "dataclasses.replace": _replaced,
    "copy.replace": _replaced,
    "attr.evolve": _replaced,
    "attrs.evolve": _replaced,
    "pydantic.Field": _field,
    "pydantic.dataclasses.dataclass": _identity_decorator,
    "attr.ib": _field,
    "attr.field": _field,
    "attrs.field": _field,
    "attr.s": _identity_decorator,
    "attr.define": _identity_decorator,
    "attrs.define": _identity_decorator,
    "attrs.frozen": _identity_decorator,
    "contextlib.contextmanager": _identity_decorator,
    "contextlib.asynccontextmanager": _identity_decorator,
    "object.__new__": _new,
    "type.__new__": _new,
    "super": _super,
    "getattr": _getattr,
    "setattr": _setattr,
    "object.__setattr__": _set_plainly,
    "globals": _globals,
    "globals().update": _update_globals,
    "globals().get": _get_global,
    "print": _print,
    "typing.cast": _same(1),
    "typing_extensions.cast": _same(1),
    "dataclasses.asdict": _as_dict,
    "dataclasses.astuple": _as_dict,
    "attr.asdict": _as_dict,
    "attr.astuple": _as_dict,
    "attrs.asdict": _as_dict,
    "attrs.astuple": _as_dict,
    "vars": _as_dict,
    "copy.copy": _same(0),
    "copy.deepcopy": _same(0),
    "asyncio.run": _same(0),
    "asyncio.create_task": _same(0),
    "asyncio.ensure_future": _same(0),
    "asyncio.wait_for": _same(0),
    "asyncio.shield": _same(0),
    "asyncio.gather": _gather,
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "os.environ.pop": _getenv,
    "os.environ.__getitem__": _getenv,
    "os.environ.setdefault": _setenv,
    "os.putenv": _setenv,
    "importlib.import_module": _import_module,
    "importlib.reload": _reload,
    "__import__": _import_module,
}
