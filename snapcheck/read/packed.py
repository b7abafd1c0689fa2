"""Facts to plain nested tuples and back, for `marshal`: a cache must not hold pickles.

How each kind of fact is packed follows from its fields, as written in `snapcheck.facts`: the
functions that do it are put together when they are first asked for, as `dataclasses` does it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

from snapcheck.facts import ModuleFacts

Packed = tuple[Any, ...]
"""Nested tuples of `str`, `int`, `bytes`, `bool`, `float`, `complex` and None."""


def pack(facts: ModuleFacts) -> Packed:
    """What `unpack` makes the same facts of again; `marshal` writes it as it is.

    `marshal` itself raises ValueError for what nests deeper than some thousand levels.
    """
    return _codec().pack(facts)


def unpack(packed: object) -> ModuleFacts:
    """The facts that were packed. Raises ValueError for anything that `pack` can't have made.

    Each value is looked at: it has the type that its field asks for, and the numbers of sites,
    functions and classes are there.
    """
    try:
        return _codec().unpack(packed)
    except (IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise ValueError(f"no packed facts: {error!r:.200}") from None


@dataclasses.dataclass(frozen=True, slots=True)
class _Codec:
    pack: Callable[[ModuleFacts], Packed]
    unpack: Callable[[object], ModuleFacts]


# What counts the things that a field of this name numbers: a position in `most`, below.
_NUMBERING = {"site": 0, "function": 1, "cls": 2}
_SCALARS = frozenset([str, bytes, int, float, complex, bool, NoneType])


@cache
def _codec() -> _Codec:
    source = _Source()
    whole = source.kind(ModuleFacts)
    scope: dict[str, Any] = dict(source.names)
    exec("\n".join([*source.lines, *source.tables.values()]), scope)
    pack_node, unpack_node = scope[f"pack_{whole}"], scope[f"unpack_{whole}"]

    def unpack_all(packed: Any) -> ModuleFacts:
        sites, functions, classes = packed[0]
        if type(sites) is not int:
            _refuse(sites)
        found: ModuleFacts = unpack_node(packed[1], (sites, functions, classes))
        if (found.sites, len(found.functions), len(found.classes)) != packed[0]:
            _refuse(packed[0])
        indices = [
            *[each.index for each in found.functions],
            *[each.index for each in found.classes],
        ]
        if indices != [*range(functions), *range(classes)]:
            _refuse(indices)
        return found

    return _Codec(
        lambda facts: ((facts.sites, len(facts.functions), len(facts.classes)), pack_node(facts)),
        unpack_all,
    )


def _refuse(value: object) -> NoReturn:
    raise ValueError(f"{value!r:.80} stands in a wrong place")


class _Source:
    """The source of two functions for each class of facts, which call each other.

    Each packed fact begins with the number of its class. `most` are the numbers of sites, functions
    and classes: what a fact counts stays below.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {"refuse": _refuse}
        self._kinds: dict[type, int] = {}
        self.tables: dict[str, str] = {}

    def kind(self, cls: type) -> int:
        """The number of a class; its functions are `pack_NUMBER` and `unpack_NUMBER`."""
        if cls in self._kinds:
            return self._kinds[cls]
        number = self._kinds[cls] = len(self._kinds)
        hints = get_type_hints(cls)
        names = [field.name for field in dataclasses.fields(cls)]
        packed = [self._packed(hints[name], f"fact.{name}") for name in names]
        fields = [f"field_{name}" for name in names]
        unpacked = [self._checked(name, hints[name], f"field_{name}") for name in names]
        self.names[f"Class_{number}"] = cls
        self.lines += [
            f"def pack_{number}(fact):",
            f"    return ({', '.join([str(number), *packed])},)",
            f"def unpack_{number}(node, most):",
            f"    {', '.join(['_', *fields])}, = node",
            f"    return Class_{number}({', '.join(unpacked)})",
        ]
        return number

    def _checked(self, name: str, hint: Any, value: str) -> str:
        if name in _NUMBERING and int in _members(hint):
            known = f"type({value}) is int and 0 <= {value} < most[{_NUMBERING[name]}]"
            absent = f"{value} is None or " if NoneType in _members(hint) else ""
            return f"{value} if {absent}{known} else refuse({value})"
        return self._unpacked(hint, value)

    def _packed(self, hint: Any, value: str) -> str:
        members = _members(hint)
        if members <= _SCALARS:
            return value
        if get_origin(hint) is frozenset:
            return f"tuple(sorted({value}))"
        if get_origin(hint) is tuple:
            first, *others = get_args(hint)
            if others == [...]:
                made = self._packed(first, "each")
                return value if made == "each" else f"tuple([{made} for each in {value}])"
            parts = [f"{value}[{position}]" for position in range(len(others) + 1)]
            packed = [self._packed(*pair) for pair in zip(get_args(hint), parts, strict=True)]
            return f"({', '.join(packed)},)"
        made = f"{self._table(members, 'pack')}[type({value})]({value})"
        return f"None if {value} is None else {made}" if NoneType in members else made

    def _unpacked(self, hint: Any, value: str) -> str:
        members = _members(hint)
        if members <= _SCALARS:
            kinds = f"Types_{len(self.names)}"
            self.names[kinds] = members
            return f"{value} if type({value}) in {kinds} else refuse({value})"
        if get_origin(hint) in (tuple, frozenset):
            first, *others = get_args(hint)
            given = f"({value} if type({value}) is tuple else refuse({value}))"
            if get_origin(hint) is frozenset or others == [...]:
                made = f"[{self._unpacked(first, 'each')} for each in {given}]"
                return f"{get_origin(hint).__name__}({made})"
            return f"{self._pair(get_args(hint))}({given}, most)"
        made = f"{self._table(members, 'unpack')}[{value}[0]]({value}, most)"
        return f"None if {value} is None else {made}" if NoneType in members else made

    def _pair(self, hints: tuple[Any, ...]) -> str:
        """The name of a function that unpacks a tuple of just these."""
        names = [f"part_{position}" for position in range(len(hints))]
        parts = [self._unpacked(*pair) for pair in zip(hints, names, strict=True)]
        name = f"unpack_pair_{len(self.lines)}"
        self.lines += [
            f"def {name}(node, most):",
            f"    {', '.join(names)}, = node",
            f"    return ({', '.join(parts)},)",
        ]
        return name

    def _table(self, members: frozenset[Any], what: str) -> str:
        """The name of a table: who packs a class, or unpacks the number of one."""
        classes = sorted(members - {NoneType}, key=lambda cls: str(cls.__name__))
        numbers = tuple([self.kind(cls) for cls in classes])
        name = "_".join(["table", what, *map(str, numbers)])
        key = "Class_" if what == "pack" else ""
        entries = [f"{key}{number}: {what}_{number}" for number in numbers]
        self.tables[name] = f"{name} = {{{', '.join(entries)}}}"
        return name


def _members(hint: Any) -> frozenset[Any]:
    """The types of a union, or the one that stands alone."""
    return frozenset(get_args(hint) if get_origin(hint) in (UnionType, Union) else [hint])
