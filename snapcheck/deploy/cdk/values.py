"""The values of a followed deployment program, and what known functions make of them."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from msgspec import Struct, field

LOOP_LIMIT = 200
TEXT_LIMIT = 64 * 1024


class Dotted(Struct, frozen=True):
    """Something of a library, by its whole name: `aws_cdk.aws_lambda.Runtime.PYTHON_3_12`."""

    name: str

    @property
    def last(self) -> str:
        return self.name.rpartition(".")[2]


NONE = Dotted("None")
"""Python's None; what is not known is None itself."""

Branch: TypeAlias = frozenset[tuple[int, bool]]
"""Branches around something of which nobody knows whether they are taken: the `if` and the side."""

ALWAYS: Branch = frozenset()


class Built(Struct, eq=False):
    """What calling something of a library gave: its name, its arguments, and where that stands.

    `conditions` are, by keyword, the branches by which it has its value and that are not around the
    call itself.
    """

    name: str
    arguments: tuple[Value, ...]
    keywords: Mapping[str, Value]
    call: ast.Call
    places: Mapping[str, ast.AST]
    receiver: Value = None
    conditions: Mapping[str, Branch] = field(default_factory=dict)
    read: list[tuple[str, ast.AST]] = field(default_factory=list)
    """The attributes that were read of it afterwards, with the places."""

    @property
    def last(self) -> str:
        return self.name.rpartition(".")[2]


class Defined(Struct, frozen=True, eq=False):
    """A function or class of the module itself."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    scope: Scope
    owner: Instance | None = None


class Instance(Struct, eq=False):
    """An object of one of the module's own classes."""

    definition: Defined
    attributes: dict[str, Value] = field(default_factory=dict)


Value: TypeAlias = (
    "str | int | float | bool | list[Value] | dict[str, Value] "
    "| Dotted | Built | Defined | Instance | None"
)


class Open(dict[str, "Value"]):
    """A mapping that may have more entries than those that are known."""


class Scope(Struct, eq=False):
    """The names of a module or of one call of a function.

    `assumed` are those of which only a default is known, as a caller that is not seen may give
    something else.
    """

    names: dict[str, Value] = field(default_factory=dict)
    outer: Scope | None = None
    assumed: set[str] = field(default_factory=set)

    def holding(self, name: str) -> Scope | None:
        """Return the scope that has a name."""
        scope: Scope | None = self
        while scope is not None and name not in scope.names:
            scope = scope.outer
        return scope

    def find(self, name: str) -> Value:
        """Return what a name holds; None where that is not known."""
        scope = self.holding(name)
        return None if scope is None else scope.names[name]

    def is_assumed(self, name: str) -> bool:
        """Return whether a caller that is not seen may let a name hold something else."""
        scope = self.holding(name)
        return scope is None or name in scope.assumed


def combined(operator: ast.operator, left: Value, right: Value) -> Value:
    if isinstance(operator, ast.Add):
        if isinstance(left, str) and isinstance(right, str) and len(left + right) < TEXT_LIMIT:
            return left + right
        if isinstance(left, list) and isinstance(right, list):
            return (left + right)[:LOOP_LIMIT]
    if isinstance(operator, ast.Div) and isinstance(left, str) and isinstance(right, str):
        return os.path.join(left, right)
    return None


def item_of(owner: Value, key: Value) -> Value:
    if isinstance(owner, dict) and isinstance(key, str):
        return owner.get(key)
    if isinstance(owner, list) and isinstance(key, int) and -len(owner) <= key < len(owner):
        return owner[key]
    return None


_SAME_PATH = frozenset({"abspath", "realpath", "normpath", "Path", "PurePath", "fspath", "resolve"})


def path_function(name: str, arguments: list[Value]) -> Value:
    """Return what the functions of `os.path` and `pathlib` give for known texts."""
    texts = [argument for argument in arguments if isinstance(argument, str)]
    library, _, last = name.rpartition(".")
    if library not in ("os.path", "pathlib", "os", "path"):
        return None
    if last in ("getcwd", "cwd"):
        return "."
    if not texts or len(texts) != len(arguments):
        return None
    if last in ("join", "resolve"):
        return os.path.join(*texts)
    if last == "dirname":
        return os.path.dirname(texts[0])
    return os.path.join(*texts) if last in _SAME_PATH else None


_SAME_TEXT = frozenset({"resolve", "absolute", "as_posix", "strip", "expanduser", "__str__"})


def method_of(owner: Value, name: str, arguments: list[Value]) -> Value:
    """Return what a method of a known text, path or mapping gives."""
    if isinstance(owner, str):
        return _method_of_text(owner, name, arguments)
    return _method_of_mapping(owner, name, arguments) if isinstance(owner, dict) else None


def _method_of_text(owner: str, name: str, arguments: list[Value]) -> Value:
    texts = [each for each in arguments if isinstance(each, str)]
    all_known = len(texts) == len(arguments)
    if name in _SAME_TEXT:
        return owner
    if name == "lower":
        return owner.lower()
    if name == "joinpath" and all_known:
        return os.path.join(owner, *texts)
    if name == "replace" and len(arguments) == 2:
        return owner.replace(texts[0], texts[1]) if all_known else None
    if name == "format":
        filled = owner
        for text in texts:
            filled = filled.replace("{}", text, 1)
        return filled if "{" not in filled and all_known else None
    return None


def _method_of_mapping(owner: dict[str, Value], name: str, arguments: list[Value]) -> Value:
    if name == "items":
        return [[key, value] for key, value in owner.items()]
    if name == "values":
        return list(owner.values())
    if name in ("get", "pop") and arguments and isinstance(arguments[0], str):
        return owner.get(arguments[0])
    return None


def places_of_keys(
    written: ast.expr, keywords: Mapping[str, Value], call: ast.Call
) -> Iterator[tuple[str, ast.AST]]:
    """Yield where the keywords stand that a mapping gives; those of a name stand at the call."""
    yield from ((name, call) for name in keywords)
    for key in written.keys if isinstance(written, ast.Dict) else ():
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            yield key.value, key
