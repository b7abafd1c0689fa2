"""Lists, dicts, sets and their kin: building them, and what their methods do."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from snapcheck.link.atoms import Container, constant
from snapcheck.link.callbacks import callbacks
from snapcheck.link.flow import (
    ANY,
    carried,
    chosen_by,
    entry,
    forget,
    key_names,
    put,
    remove,
    take,
    use_object,
)
from snapcheck.link.frame import Frame
from snapcheck.link.heap import FACTORY
from snapcheck.link.iteration import (
    MOST_IN_ORDER,
    gather,
    items_in_order,
    iterate,
    keys_of,
    merge_entries,
    put_all,
)
from snapcheck.link.models import namespaces
from snapcheck.link.places import EntryPlace
from snapcheck.link.values import NOTHING, Passed, Value, derive, in_order, join, literals

COLLECTIONS = frozenset(
    [
        "list",
        "tuple",
        "set",
        "frozenset",
        "dict",
        "iter",
        "next",
        "enumerate",
        "zip",
        "reversed",
        "sorted",
        "map",
        "filter",
        "collections.OrderedDict",
        "collections.defaultdict",
        "collections.deque",
        "collections.Counter",
        "collections.ChainMap",
        "types.MappingProxyType",
        "itertools.chain",
        "itertools.cycle",
        "itertools.islice",
        "itertools.repeat",
        "queue.Queue",
        "queue.LifoQueue",
        "queue.PriorityQueue",
        "queue.SimpleQueue",
        "asyncio.Queue",
        "dict.fromkeys",
        "functools.reduce",
    ]
)
_MAPPINGS = frozenset(
    {"dict", "collections.OrderedDict", "collections.defaultdict", "collections.Counter"}
    | {"collections.ChainMap", "types.MappingProxyType", "dict.fromkeys"}
)
_GOING_OVER = frozenset({"next", "iter", "list", "tuple", "enumerate"})
_CALLING = frozenset({"map", "filter", "functools.reduce"})
# Those whose items have other positions than the items that they are made of.
_REORDERED = frozenset({"sorted", "set", "frozenset", "itertools.islice"})


def new_collection(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    """Return a collection of what the arguments hold."""
    if name in _CALLING and arguments:
        return _called(frame, name, arguments, site)
    for argument in arguments:
        if argument.keyword in ("key", "default_factory"):
            frame.interpreter.call(frame, argument.value, [Passed(NOTHING)], site)
    if name in _GOING_OVER:
        use_object(frame, join([argument.value for argument in arguments]), site)
    if name == "next":
        return join([_iterated(frame, arguments[:1]), *[a.value for a in arguments[1:2]]])
    if name in ("zip", "enumerate"):
        return _paired(frame, name, arguments, site)
    container = Container(frame.allocate(site), frame.here(site), mapping=name in _MAPPINGS)
    if container.mapping:
        _fill_mapping(frame, container, name, arguments, site)
    else:
        _fill_sequence(frame, container, name, arguments, site)
    return frozenset([container])


def _fill_sequence(
    frame: Frame, container: Container, name: str, arguments: list[Passed], site: int
) -> None:
    given = [a.value for a in arguments if a.keyword is None and not callbacks(a.value)]
    if name == "itertools.repeat":
        _put_all(frame, container, given[:1], site)
        return
    for value in given:
        if name in _REORDERED or (name == "itertools.chain" and len(given) > 1):
            put_all(frame, container, value, site)
        elif name == "reversed" and (items := items_in_order(frame, value)):
            for position, item in enumerate(reversed(items)):
                put(frame, container, repr(position), item, site)
        else:
            merge_entries(frame, container, value, site)


def _fill_mapping(
    frame: Frame, container: Container, name: str, arguments: list[Passed], site: int
) -> None:
    if name == "dict.fromkeys":
        _put_all(frame, container, [argument.value for argument in arguments[1:2]], site)
        return
    entries: dict[str, Value] = {}
    for argument in arguments:
        if argument.keyword is not None:
            entries[repr(argument.keyword)] = argument.value
        elif name == "collections.defaultdict" and argument is arguments[0]:
            place = EntryPlace(container.at, FACTORY)
            frame.write(place, argument.value, "", site)
        elif not callbacks(argument.value):
            gather(frame, container, entries, argument.value, site)
    for key, value in entries.items():
        if value:
            put(frame, container, key, value, site)


def _paired(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    """Return `zip(a, b)`, `enumerate(a)`: pairs, each with one item of each."""
    at = frame.allocate(site)
    outer = Container(at, frame.here(site))
    columns = [argument.value for argument in arguments if argument.keyword is None]
    if name == "enumerate":
        columns = [NOTHING, *columns[:1]]
    listed = [items_in_order(frame, column) for column in columns]
    if name == "zip" and all(listed) and len({len(items) for items in listed}) == 1:
        rows = list(zip(*listed, strict=True))
    else:
        rows = [tuple(iterate(frame, column) for column in columns)]
    for number, row in enumerate(rows):
        inner = replace(at, site=replace(at.site, number=-2 - site * MOST_IN_ORDER - number))
        pair = Container(inner, frame.here(site))
        for position, value in enumerate(row):
            if value:
                put(frame, pair, repr(position), value, site)
        put(frame, outer, repr(number) if len(rows) > 1 else ANY, frozenset([pair]), site)
    return frozenset([outer])


def _called(
    frame: Frame, name: str, arguments: list[Passed], site: int, *, is_lazy: bool = True
) -> Value:
    if name == "functools.reduce":
        return _reduced(frame, arguments, site)
    given = [argument.value for argument in arguments[1:] if argument.keyword is None]
    container = Container(frame.allocate(site), frame.here(site))
    items = items_in_order(frame, given[0]) if name == "map" and len(given) == 1 else []
    if name == "map" and is_lazy and not frame.later:
        over = tuple([iterate(frame, value) for value in given])
        frame.notes.lazy[container.at] = (arguments[0].value, over)
    if not items:
        held = [iterate(frame, value) for value in given]
        got = frame.interpreter.call(frame, arguments[0].value, list(map(Passed, held)), site)
        _put_all(frame, container, [join(held) if name == "filter" else got], site)
    for position, item in enumerate(items):
        got = frame.interpreter.call(frame, arguments[0].value, [Passed(item)], site)
        put(frame, container, repr(position), got, site)
    return frozenset([container])


def mapped(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `executor.map(f, xs)`."""
    return _called(frame, "map", arguments, site, is_lazy=False) if arguments else NOTHING


def pushed(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `heappush(heap, x)`: the list has one more item, at some position."""
    for atom in in_order(_first(arguments)):
        if isinstance(atom, Container):
            _put_all(frame, atom, [argument.value for argument in arguments[1:2]], site)
    return NOTHING


def popped(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `heappop(heap)`: any of the items; another one may take its place."""
    found = [take(frame, a, ANY) for a in _first(arguments) if isinstance(a, Container)]
    pushed(frame, arguments, site)
    return join([*found, *[argument.value for argument in arguments[1:2]]])


def _first(arguments: list[Passed]) -> Value:
    return arguments[0].value if arguments else NOTHING


def _reduced(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `reduce(f, xs, x)`: f of what it returned so far and the next one."""
    function = arguments[0].value
    held = _iterated(frame, arguments[1:2])
    got = arguments[2].value if len(arguments) > 2 else held
    for _ in range(_ROUNDS):
        got = join(
            [got, frame.interpreter.call(frame, function, [Passed(got), Passed(held)], site)]
        )
    return got


# What flows round a reduction has been everywhere after as many rounds.
_ROUNDS = 3


def _iterated(frame: Frame, arguments: list[Passed]) -> Value:
    return join([iterate(frame, argument.value) for argument in arguments])


def container_method(
    frame: Frame, receiver: Container, name: str, arguments: list[Passed], site: int
) -> Value:
    """Call a method of a collection."""
    if receiver.at in frame.notes.spaces:
        namespaces.change(frame, receiver, name, arguments, site)
    method = _METHODS.get(name)
    if method is None:
        return derive(frozenset(carried(frame, frozenset([receiver]))))
    return method(frame, receiver, arguments, site)


def _append(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    _put_all(frame, receiver, [argument.value for argument in arguments], site)
    return NOTHING


def _insert(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    names = frame.entries(receiver.at)
    positions = [str(position) for position in range(len(names))]
    at = literals(arguments[0].value) if len(arguments) == 2 else ()
    is_one = not (frame.repeating or frame.branching or frame.activation.is_repeated)
    if not is_one or frame.later or len(at) != 1 or sorted(names) != sorted(positions):
        return _append(frame, receiver, arguments[1:], site)
    index = min(at[0], len(names)) if isinstance(at[0], int) and at[0] >= 0 else -1
    if index < 0 or len(names) >= MOST_IN_ORDER:
        return _append(frame, receiver, arguments[1:], site)
    moved = [take(frame, receiver, position) for position in positions[index:]]
    for position, value in enumerate([arguments[1].value, *moved], index):
        put(frame, receiver, repr(position), value, site)
    return NOTHING


def _update(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    for argument in arguments:
        if argument.keyword is not None:
            put(frame, receiver, repr(argument.keyword), argument.value, site)
        else:
            merge_entries(frame, receiver, argument.value, site)
    return NOTHING


def _set_default(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    if not arguments:
        return derive(frozenset(carried(frame, frozenset([receiver]))))
    for key in key_names(arguments[0].value):
        if len(arguments) > 1 and not (frame.later and _holds(frame, receiver, key)):
            put(frame, receiver, key, arguments[1].value, site)
    return _get(frame, receiver, arguments, site)


def _get(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    names = key_names(arguments[0].value) if arguments else [ANY]
    found = [take(frame, receiver, name) for name in names]
    found.append(chosen_by(arguments[0].value) if arguments else NOTHING)
    return join([*found, *[argument.value for argument in arguments[1:2]]])


def _pop(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    found = _get(frame, receiver, arguments, site)
    if arguments:
        remove(frame, receiver, arguments[0].value)
    elif not receiver.mapping and (last := _last_of_snapshot(frame, receiver)) is not None:
        forget(frame, entry(receiver, last), site)
    return found


def _last_of_snapshot(frame: Frame, receiver: Container) -> str | None:
    """Return the last item that INIT left in a list, where it is known which one that is."""
    if not frame.later:
        return None
    names = [n for n in frame.entries(receiver.at) if frame.heap.frozen(entry(receiver, n))]
    positions = [int(name) for name in names if name.isdigit()]
    return str(max(positions)) if positions and len(positions) == len(names) else None


def _items(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    return _pairs(frame, receiver, site)


def _values(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    outer = Container(frame.allocate(site), None, receiver.kept)
    _put_all(frame, outer, [take(frame, receiver, ANY)], site)
    return frozenset([outer])


def _itself(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    return frozenset([receiver])


def _begin(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    """Return what `dict(...)` or `list(...)` does with what it is given."""
    if receiver.mapping:
        _fill_mapping(frame, receiver, "dict", arguments, site)
    else:
        _fill_sequence(frame, receiver, "list", arguments, site)
    return NOTHING


def _assign(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    for name in key_names(arguments[0].value) if len(arguments) > 1 else ():
        put(frame, receiver, name, arguments[1].value, site)
    return NOTHING


def _all(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    return take(frame, receiver, ANY)


def _clear(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    for name in frame.entries(receiver.at):
        forget(frame, entry(receiver, name), site)
    return NOTHING


def _pop_item(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    """Take the last item of a dict: in a loop, or from a dict of one, all that there is."""
    found = _get(frame, receiver, arguments, site)
    if frame.repeating or len(frame.entries(receiver.at)) == 1:
        _clear(frame, receiver, [], site)
    return found


def _nothing(frame: Frame, receiver: Container, arguments: list[Passed], site: int) -> Value:
    return NOTHING


_METHODS: dict[str, Callable[[Frame, Container, list[Passed], int], Value]] = {
    **dict.fromkeys(("append", "add", "appendleft", "put", "put_nowait"), _append),
    "insert": _insert,
    **dict.fromkeys(("extend", "update"), _update),
    "setdefault": _set_default,
    "__init__": _begin,
    "__setitem__": _assign,
    "__getitem__": _get,
    # What a future holds.
    **dict.fromkeys(("result", "get_result"), _all),
    **dict.fromkeys(("get", "get_nowait", "popleft"), _get),
    "pop": _pop,
    "popitem": _pop_item,
    "items": _items,
    "values": _values,
    **dict.fromkeys(("copy", "elements", "keys"), _itself),
    "clear": _clear,
    **dict.fromkeys(("index", "count", "sort", "reverse", "remove", "discard"), _nothing),
}


def _pairs(frame: Frame, receiver: Container, site: int) -> Value:
    """Return `items()`: a collection of pairs, the key first."""
    at = frame.allocate(site)
    names = frame.entries(receiver.at)
    if ANY not in names and len(names) <= MOST_IN_ORDER and all(map(_text, names)):
        return _pairs_in_order(frame, receiver, names, site)
    inner = replace(at, site=replace(at.site, number=-2 - site * 2))
    # A view: what it shows is where the mapping is.
    pair = Container(inner, None, receiver.kept)
    outer = Container(at, None, receiver.kept)
    held = take(frame, receiver, ANY)
    keys = keys_of(frame, receiver)
    if keys:
        put(frame, pair, "0", keys, site)
    if held:
        put(frame, pair, "1", held, site)
        put(frame, outer, ANY, frozenset([pair]), site)
    return frozenset([outer])


def _pairs_in_order(frame: Frame, receiver: Container, names: list[str], site: int) -> Value:
    """Return `items()` of what has few keys, all known: each value with its own key."""
    at = frame.allocate(site)
    outer = Container(at, None, receiver.kept, copied=receiver.copied)
    for number, name in enumerate(names):
        inner = replace(at, site=replace(at.site, number=-2 - site * MOST_IN_ORDER - number))
        pair = Container(inner, None, receiver.kept, copied=receiver.copied)
        put(frame, pair, "0", frozenset([constant(_text(name))]), site)
        put(frame, pair, "1", take(frame, receiver, name), site)
        put(frame, outer, repr(number), frozenset([pair]), site)
    return frozenset([outer])


def _text(name: str) -> str:
    """Return the text that is the key of an entry; empty where it is none."""
    return name[1:-1] if name[:1] in "'\"" and "\\" not in name else ""


def _holds(frame: Frame, receiver: Container, key: str) -> bool:
    return bool(take(frame, receiver, key))


def _put_all(frame: Frame, receiver: Container, values: list[Value], site: int) -> None:
    for value in values:
        if value or frame.later:
            put(frame, receiver, ANY, value, site)
