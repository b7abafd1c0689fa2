"""The registry of runtime hooks: the real library, or one like it where it is not installed.

The order is that of the Lambda runtime: before-snapshot hooks from the last to the first,
after-restore hooks from the first to the last.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_LIBRARY = "snapshot_restore_py"
_Hook = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


def provide() -> bool:
    """Make the library importable; return whether the real one is installed."""
    if find_spec(_LIBRARY) is not None:
        return True
    library: Any = ModuleType(_LIBRARY)
    before: list[_Hook] = []
    after: list[_Hook] = []
    library.register_before_snapshot = _registrar(before)
    library.register_after_restore = _registrar(after)
    library.get_before_snapshot = lambda: before
    library.get_after_restore = lambda: after
    library.__all__ = ["register_before_snapshot", "register_after_restore"]
    sys.modules[_LIBRARY] = library
    return False


def _registrar(registry: list[_Hook]) -> Callable[..., Any]:
    def register(func: Callable[..., Any], *args: Any, **kwargs: Any) -> Callable[..., Any]:
        registry.append((func, args, kwargs))
        return func

    return register


def run_before_snapshot() -> None:
    """Run the before-snapshot hooks, the last one first; each goes off the list."""
    library = sys.modules.get(_LIBRARY)
    hooks: list[_Hook] = library.get_before_snapshot() if library is not None else []
    while hooks:
        _run(hooks.pop())


def run_after_restore() -> list[dict[str, Any]]:
    """Run the after-restore hooks; return those that gave something to await or to iterate."""
    library = sys.modules.get(_LIBRARY)
    hooks: list[_Hook] = library.get_after_restore() if library is not None else []
    return [place_of(hook) for hook in hooks if _never_ran(_run(hook))]


def registered() -> list[dict[str, Any]]:
    """Return where the functions stand that are registered to run after a restore."""
    library = sys.modules.get(_LIBRARY)
    return [place_of(hook) for hook in library.get_after_restore()] if library is not None else []


def place_of(hook: _Hook) -> dict[str, Any]:
    """Return the file and the first line of a hook's function; of a library's none."""
    function: Any = inspect.unwrap(hook[0]) if callable(hook[0]) else hook[0]
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    line = code.co_firstlineno if code is not None else 0
    return {"file": code.co_filename if code is not None else "", "line": line}


def _run(hook: _Hook) -> Any:
    function, arguments, named = hook
    return function(*arguments, **named)


def _never_ran(result: Any) -> bool:
    """Tell whether a hook's body waits to be awaited or iterated, which nobody does."""
    if inspect.iscoroutine(result):
        result.close()  # else Python warns that it was never awaited
        return True
    return inspect.isgenerator(result) or inspect.isasyncgen(result)
