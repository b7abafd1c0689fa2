"""The public surface of a distribution, as a program that imports it and calls all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from snapcheck.audit.distributions import Distribution
from snapcheck.discover.convention import is_test
from snapcheck.facts import Call, ClassFacts, DefineClass, DefineFunction, ImportFrom, ModuleFacts
from snapcheck.link.syntax import blocks_of_scripts, name_of, nodes
from snapcheck.read.python import read_module
from snapcheck.read.source import Unreadable

# Modules below the third level are the package's own business; what they do, others call.
_DEEPEST = 3
_NOT_IMPORTED = frozenset(
    ("test", "tests", "testing", "conftest", "setup", "vendor", "vendored", "examples", "docs")
)
# What test runners call.
_OF_TESTS = re.compile(r"test_\w+|(setup|teardown)_(module|function|class|method|package)")
# Words in the names of modules that show how a package is used, or stand in for one.
_FOR_SHOW = frozenset(
    {
        *(
            "mock",
            "mocks",
            "mocker",
            "demo",
            "demos",
            "example",
            "examples",
            "tutorial",
            "tutorials",
        ),
        *("test", "testing", "checks", "bench", "benchmark", "benchmarks", "fuzz", "fixtures"),
    }
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
        if _is_run_only(facts):
            continue
        imports.append(f"import {name} as m{number}")
        lines = (*_calls(facts, f"m{number}"), *_handed_on(facts, file, f"m{number}"))
        calls.extend([f"    {line}" for line in lines])
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
    if is_test(f"{'/'.join(parts)}.py") or not _NOT_IMPORTED.isdisjoint(parts):
        return False
    if is_for_show("/".join(parts)):
        return False
    return all(part.isidentifier() and not part.startswith("_") for part in parts)


_OPTIONS = frozenset(("parse_args", "parse_known_args"))


def _is_run_only(module: ModuleFacts) -> bool:
    """Return whether a module reads the options of its command line, whoever imports it."""
    of_scripts = {
        call.site for block in blocks_of_scripts(module.body) for call in nodes(block, Call)
    }
    return any(
        name_of(call.function) in _OPTIONS and call.site not in of_scripts
        for call in nodes(module.body, Call)
    )


def is_for_show(file: str) -> bool:
    """Return whether a file shows how its package is used, or stands in for a part of it."""
    _, *inside = file.removesuffix(".py").split("/")
    return not _FOR_SHOW.isdisjoint(word for part in inside for word in part.split("_"))


def _facts(file: Path) -> ModuleFacts | None:
    try:
        return read_module(file.read_bytes(), file.name)
    except (Unreadable, OSError, ValueError, RecursionError):
        return None


def _calls(
    module: ModuleFacts, name: str, known_as: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the calls of what a module defines at its top level, by the names it is `known_as`."""
    for statement in module.body:
        if isinstance(statement, DefineFunction):
            function = _public(module.functions[statement.function].name, known_as)
            if function:
                yield f"print({name}.{function}(event))"
        elif isinstance(statement, DefineClass):
            cls = _public(module.classes[statement.cls].name, known_as)
            if cls:
                yield f"made = {name}.{cls}(event)"
                yield from _methods(module, module.classes[statement.cls])


def _public(name: str, known_as: Mapping[str, str] | None) -> str:
    """Return the public name of a definition; empty if it has none."""
    shown = name if known_as is None else known_as.get(name, "_")
    return "" if shown.startswith("_") or _OF_TESTS.fullmatch(shown) else shown


def _methods(module: ModuleFacts, cls: ClassFacts) -> Iterator[str]:
    for inner in cls.body:
        if isinstance(inner, DefineFunction):
            method = module.functions[inner.function].name
            if not method.startswith("_"):
                yield f"print(made.{method}(event))"


def _handed_on(module: ModuleFacts, file: Path, name: str) -> Iterator[str]:
    """Yield the calls of what a module imports from private ones of its package, for others."""
    for statement in nodes(module.body, ImportFrom):
        parts = statement.module.split(".")
        if statement.level and any(part.startswith("_") for part in parts):
            beside = file.parents[statement.level - 1].joinpath(*parts)
            for place in (beside.with_suffix(".py"), beside / "__init__.py"):
                facts = _facts(place) if place.is_file() else None
                if facts is not None:
                    yield from _calls(facts, name, dict(statement.names))
