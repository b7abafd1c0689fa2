"""Finds in the running program what the analysis says keeps a value."""

from __future__ import annotations

import functools
import gc
import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType
from typing import Any

from .loaded import file_of, own_modules

_ANY = "*"
_MISSING = object()
_CACHE: Any = type(functools.lru_cache(lambda: None))


class Holders:
    """Looks for what holders keep, in the modules that stand in `files`."""

    def __init__(self, files: Mapping[str, Any]) -> None:
        self._files = files
        self.context: Any = None
        self._finders: dict[str, Callable[[str, Sequence[Any]], Iterator[Any]]] = {
            "variable": self._variable,
            "class attribute": self._class_attribute,
            "instance attribute": self._instance_attribute,
            "environment": self._environment,
            "default": self._default,
            "cache": self._cache,
            "closure": self._closure,
            "generator": self._generator,
            "absent": self._absent,
        }

    def kept(self, holder: str, file: str, path: Sequence[Any]) -> list[Any]:
        """Return all that the holder keeps: an attribute may be one of several instances."""
        find = self._finders.get(holder)
        if find is None or not path:
            return []
        return [value for value in find(file, path) if value is not _MISSING]

    def _variable(self, file: str, path: Sequence[Any]) -> Iterator[Any]:
        for _, module in own_modules((file,))[:1]:
            yield follow(vars(module).get(path[0], _MISSING), path[1:])

    def _classes(self, file: str, name: str) -> list[Any]:
        in_module = [vars(module).get(name) for _, module in own_modules((file,))]
        found = [each for each in in_module if isinstance(each, type)]
        return found or [
            each
            for each in gc.get_objects()
            if isinstance(each, type) and each.__name__ == name and self._is_own(each)
        ]

    def _is_own(self, cls: type) -> bool:
        return file_of(sys.modules.get(cls.__module__)) in self._files

    def _class_attribute(self, file: str, path: Sequence[Any]) -> Iterator[Any]:
        for cls in self._classes(file, path[0]):
            yield follow(cls, path[1:])

    def _instance_attribute(self, file: str, path: Sequence[Any]) -> Iterator[Any]:
        classes = tuple(self._classes(file, path[0]))
        # By their real type: a proxy may say that it is of another class, and do something for it.
        for instance in [each for each in gc.get_objects() if issubclass(type(each), classes)]:
            yield follow(instance, path[1:])

    def _environment(self, _: str, path: Sequence[Any]) -> Iterator[Any]:
        yield os.environ.get(path[-1], _MISSING)

    def _functions(self, file: str, name: str) -> Iterator[FunctionType]:
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and each.__code__.co_filename == file:
                qualified = each.__qualname__.replace("<locals>.", "")
                if qualified == name or each.__name__ == name:
                    yield each

    def _default(self, file: str, path: Sequence[Any]) -> Iterator[Any]:
        for function in self._functions(file, path[0]):
            code, given = function.__code__, function.__defaults__ or ()
            first = code.co_argcount - len(given)
            defaults = {code.co_varnames[first + at]: value for at, value in enumerate(given)}
            defaults.update(function.__kwdefaults__ or {})
            yield follow(defaults.get(path[1], _MISSING), path[2:])

    def _cache(self, file: str, path: Sequence[Any]) -> Iterator[Any]:
        for each in gc.get_objects():
            if isinstance(each, _CACHE):
                inner = getattr(each, "__wrapped__", None)
                code = getattr(inner, "__code__", None)
                own = code is not None and code.co_filename == file
                if own and path[0] in (each.__name__, each.__qualname__):
                    yield from self._results(each)

    def _results(self, cache: Any) -> list[Any]:
        """Return what a memo holds: its table, and of one with a limit the results beside it."""
        others = (cache.__wrapped__, cache.__dict__)
        return [
            held
            for held in gc.get_referents(cache)
            if not isinstance(held, type) and not any(held is other for other in others)
        ]

    def _closure(self, file: str, path: Sequence[Any]) -> Iterator[Any]:
        for each in gc.get_objects():
            if isinstance(each, FunctionType) and each.__code__.co_filename == file:
                around = each.__qualname__.split(".<locals>.")[:-1]
                names = each.__code__.co_freevars
                if path[0].rpartition(".")[2] in around and path[1] in names:
                    yield _content((each.__closure__ or ())[names.index(path[1])])

    def _generator(self, _: str, path: Sequence[Any]) -> Iterator[Any]:
        """Yield the state of a process-wide generator, if something loaded it."""
        numpy, torch = sys.modules.get("numpy.random"), sys.modules.get("torch")
        faker = sys.modules.get("faker.generator")
        if path[0] == "random":
            yield random.getstate()
        elif path[0] == "numpy.random" and numpy is not None:
            yield repr(numpy.get_state())
        elif path[0] == "torch" and torch is not None:
            yield torch.get_rng_state().tolist()
        elif path[0] == "faker" and faker is not None:
            yield faker.mod_random.getstate()

    def _absent(self, _: str, path: Sequence[Any]) -> Iterator[Any]:
        """Yield what SnapStart does not have: variables, and attributes of the context."""
        for name in path:
            if name.startswith("os.environ["):
                yield os.environ.get(name[len("os.environ[") : -1])
            elif self.context is not None:
                yield getattr(self.context, name.rpartition(".")[2], None)


def follow(value: Any, path: Sequence[Any]) -> Any:
    """Return what attributes and entries lead to; a container where the entry is not known."""
    for step in path:
        if value is _MISSING or step == _ANY:
            return value
        value = _part(value, step)
    return value


def _part(value: Any, step: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get(step, _MISSING)
    if isinstance(value, (list, tuple)) and isinstance(step, int):
        return value[step] if -len(value) <= step < len(value) else _MISSING
    own = getattr(value, "__dict__", {})
    if step in own:
        return own[step]
    try:
        return getattr(value, step, _MISSING) if isinstance(step, str) else _MISSING
    except Exception:  # a property of the user's
        return _MISSING


def _content(cell: Any) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # not filled yet
        return _MISSING
