"""Values as texts that are equal where the values are, without the addresses of objects."""

from __future__ import annotations

import datetime
import decimal
import enum
import fractions
import functools
import hashlib
import itertools
import os
import random
import uuid
from collections import deque
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

_PLAIN = (
    *(bool, int, float, complex, str, bytes, bytearray, type(None)),
    *(decimal.Decimal, fractions.Fraction, uuid.UUID, os.PathLike, itertools.count),
    *(datetime.date, datetime.time, datetime.timedelta, datetime.timezone, enum.Enum),
)
_DEEPEST = 8
_MOST_PARTS = 2_000
_LONGEST = 300


def described(value: Any) -> dict[str, str] | None:
    """Return a digest of a value and the beginning of its text; None if nothing is known of it."""
    writer = _Writer()
    text = writer.text(value, 0)
    if not writer.known:
        return None
    digest = hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()
    return {"digest": digest, "text": text[:_LONGEST]}


def leaves(value: Any, path: str = "$", depth: int = 0) -> Iterable[tuple[str, Any]]:
    """Yield the plain parts of an answer with their paths."""
    if isinstance(value, dict) and depth < _DEEPEST:
        for key in value:
            yield from leaves(value[key], f"{path}.{key}", depth + 1)
    elif isinstance(value, (list, tuple)) and depth < _DEEPEST:
        for position, item in enumerate(value):
            yield from leaves(item, f"{path}[{position}]", depth + 1)
    elif isinstance(value, _PLAIN):
        yield path, value


def is_plain(value: Any) -> bool:
    """Tell whether a value is data of the standard library; look at a part of a container only."""
    return isinstance(value, _PLAIN)


class _Writer:
    """Writes one value; `known` says whether anything of it is more than the name of a type."""

    def __init__(self) -> None:
        self.known = False
        self._parts = 0
        self._open: set[int] = set()

    def text(self, value: Any, depth: int) -> str:
        self._parts += 1
        if isinstance(value, _PLAIN):
            self.known = True
            return repr(value)
        if depth >= _DEEPEST or self._parts > _MOST_PARTS or id(value) in self._open:
            return _kind(value)
        self._open.add(id(value))
        try:
            return f"{_kind(value)}{self._inside(value, depth + 1)}"
        except Exception as error:  # the code of the user's own classes
            return f"{_kind(value)}!{type(error).__name__}"
        finally:
            self._open.discard(id(value))

    def _inside(self, value: Any, depth: int) -> str:
        state = _state(value)
        if state is not None:
            self.known = True
            return f"({state})"
        if isinstance(value, dict):
            return self._pairs(value.items(), depth)
        if isinstance(value, (list, tuple, deque)):
            return f"[{', '.join([self.text(item, depth) for item in value])}]"
        if isinstance(value, (set, frozenset)):
            return f"{{{', '.join(sorted([self.text(item, depth) for item in value]))}}}"
        if isinstance(value, functools.partial):
            return self.text([value.func, value.args, value.keywords], depth)
        if isinstance(value, type):
            own = [(key, each) for key, each in vars(value).items() if not key.startswith("__")]
            return f" {value.__qualname__}{self._pairs(own, depth)}"
        if callable(value) and not isinstance(value, SimpleNamespace):
            return f" {getattr(value, '__qualname__', '')}{self._bound(value, depth)}"
        return self._pairs(fields(value), depth)

    def _bound(self, value: Any, depth: int) -> str:
        """Return what a method or an instance with `__call__` carries along."""
        owner = getattr(value, "__self__", None)
        if owner is not None and not isinstance(owner, type):
            return f" of {self.text(owner, depth)}"
        plain = hasattr(value, "__code__")
        return "" if plain else self._pairs(fields(value), depth)

    def _pairs(self, pairs: Iterable[tuple[Any, Any]], depth: int) -> str:
        texts = [f"{key!r}: {self.text(item, depth)}" for key, item in pairs if _is_key(key)]
        return f"{{{', '.join(texts)}}}"


def _is_key(key: Any) -> bool:
    return isinstance(key, (*_PLAIN, tuple))


def _kind(value: Any) -> str:
    return f"<{type(value).__module__}.{type(value).__qualname__}>"


def fields(value: Any) -> list[tuple[str, Any]]:
    """Return the attributes that an object itself holds."""
    found = list(getattr(value, "__dict__", {}).items())
    for cls in type(value).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        names = (slots,) if isinstance(slots, str) else slots
        own = [name for name in names if name not in ("__dict__", "__weakref__")]
        found += [(name, getattr(value, name)) for name in own if hasattr(value, name)]
    return found


def _state(value: Any) -> str | None:
    """Return the state of what draws numbers or digests, and of arrays; None for anything else."""
    if isinstance(value, random.Random) and not isinstance(value, random.SystemRandom):
        return repr(value.getstate())
    generator = getattr(value, "bit_generator", None)
    if generator is not None and hasattr(generator, "state"):
        return repr(generator.state)
    module = type(value).__module__.partition(".")[0]
    if module == "numpy" and hasattr(value, "get_state"):
        return repr(value.get_state())
    if module == "numpy" and hasattr(value, "tolist"):
        return repr(value.tolist())
    if module in ("_hashlib", "_blake2", "hmac") and hasattr(value, "hexdigest"):
        return str(value.hexdigest())
    return None
