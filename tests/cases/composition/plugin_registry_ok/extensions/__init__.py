# (module of the case) a registry of factories
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .base import Extension

_FACTORIES: dict[str, Callable[[], Extension]] = {}


def extension(name: str, *, singleton: bool = False):
    def register(cls: type[Extension]) -> type[Extension]:
        _FACTORIES[name] = _shared(cls()) if singleton else cls
        return cls

    return register


def _shared(instance: Extension):
    return lambda: instance


def enabled() -> list[str]:
    return list(_FACTORIES)


def create(name: str) -> Extension:
    return _FACTORIES[name]()


from . import counting, tagging  # noqa: E402, F401 they register themselves
