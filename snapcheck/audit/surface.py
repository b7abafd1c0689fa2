"""The public surface of a distribution, as a program that imports it and calls all of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from snapcheck.audit.distributions import Distribution
from snapcheck.facts import DefineClass, DefineFunction, ModuleFacts
from snapcheck.read.python import read_module
from snapcheck.read.source import Unreadable

# Modules below the third level are the package's own business; what they do, others call.
_DEEPEST = 3
_NOT_IMPORTED = frozenset(
    ("test", "tests", "testing", "conftest", "setup", "vendor", "vendored", "examples", "docs")
)


class Surface(Struct, frozen=True):
    """A program that uses a distribution, and the modules of it that could not be read."""

    program: str
    unread: tuple[str, ...]


def surface_of(distribution: Distribution, folder: Path, function: str) -> Surface:
    """Return a program that imports what a distribution has and calls it in `function`."""
    imports, calls = [], [f"def {function}(event, context):"]
    unread: list[str] = []
    for number, (name, file) in enumerate(_modules(distribution, folder)):
        facts = _facts(file)
        if facts is None:
            unread.append(name)
            continue
        imports.append(f"import {name} as m{number}")
        calls.extend([f"    {line}" for line in _calls(facts, f"m{number}")])
    return Surface("\n".join([*imports, *calls, "    return None", ""]), tuple(unread))


def _modules(distribution: Distribution, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the public modules of a distribution, with their files, packages first."""
    packages = [file.count("/") for file in distribution.files if file.endswith("/__init__.py")]
    # A namespace that other distributions share is no level of its own.
    above = min(packages, default=1) - 1
    for file in sorted(distribution.files, key=lambda file: (file.count("/"), file)):
        parts = file.removesuffix(".py").split("/")
        if parts[-1] == "__init__":
            parts.pop()
        if 0 < len(parts) <= above + _DEEPEST and _is_public(parts):
            yield ".".join(parts), folder / file


def _is_public(parts: list[str]) -> bool:
    return _NOT_IMPORTED.isdisjoint(parts) and all(
        part.isidentifier() and not part.startswith("_") for part in parts
    )


def _facts(file: Path) -> ModuleFacts | None:
    try:
        return read_module(file.read_bytes(), file.name)
    except (Unreadable, OSError, ValueError, RecursionError):
        return None


def _calls(module: ModuleFacts, name: str) -> Iterator[str]:
    """Yield the calls of what a module defines at its top level."""
    for statement in module.body:
        if isinstance(statement, DefineFunction):
            function = module.functions[statement.function].name
            if not function.startswith("_"):
                yield f"print({name}.{function}(event))"
        elif isinstance(statement, DefineClass):
            cls = module.classes[statement.cls]
            if cls.name.startswith("_"):
                continue
            yield f"made = {name}.{cls.name}(event)"
            for inner in cls.body:
                if isinstance(inner, DefineFunction):
                    method = module.functions[inner.function].name
                    if not method.startswith("_"):
                        yield f"print(made.{method}(event))"
