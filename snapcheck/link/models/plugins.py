"""Folders that code lists to import what it finds there: `pkgutil.iter_modules(__path__)`.

Which folder is told by what the listing call spells out, or what names in it are bound to.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from posixpath import dirname, normpath

from snapcheck import facts
from snapcheck.link.atoms import Module, Namespace
from snapcheck.link.frame import Frame
from snapcheck.link.names import read_name
from snapcheck.link.syntax import bindings, imported_as, name_of, nodes, plain
from snapcheck.link.values import in_order

_LISTING = frozenset(
    (
        *("iter_modules", "walk_packages", "listdir", "scandir", "walk"),
        *("glob", "iglob", "rglob", "iterdir"),
    )
)
_OWN = frozenset({"__file__", "__path__"})
_DEEPEST = 4
_MOST = 1_000


def listed_folders(frame: Frame) -> list[str]:
    """Return the folders of the program that the code around lists, sorted.

    A function may import what the loop that calls it has found.
    """
    found = _listed_in(frame, frame.function.body) if frame.function is not None else []
    return found or _listed_in(frame, frame.module.body)


def _listed_in(frame: Frame, body: tuple[facts.Statement, ...]) -> list[str]:
    found: set[str] = set()
    listing = _LISTING | imported_as(frame.module.body, _LISTING)
    for call in nodes(body, facts.Call):
        if name_of(plain(call).function) in listing:
            found.update(_folders(frame, call))
    return sorted(found)


def _folders(frame: Frame, call: facts.Call) -> Iterator[str]:
    """Yield the folders that a call lists, as far as the program has them."""
    own = dirname(frame.module.path)
    is_own, parts = False, []
    for node in islice(_spelled(frame, call, _DEEPEST), _MOST):
        if isinstance(node, facts.Name) and node.name in _OWN:
            is_own = True
        elif isinstance(node, facts.Attribute) and node.name == "__path__":
            yield from _packages(frame, node.base)
        elif isinstance(node, facts.Literal) and isinstance(node.value, str):
            parts.append(node.value)
    inner = [path for part in parts if (path := _below(frame, own if is_own else "", part))]
    yield from inner or ([own] if is_own else ())


def _below(frame: Frame, folder: str, part: str) -> str | None:
    """Return the folder that a text names, below the module's own or from the root."""
    if not part.strip("./") or "*" in part:
        return None
    path = normpath(f"{folder}/{part}" if folder else part)
    return path if frame.modules.modules_in(path) else None


def _packages(frame: Frame, package: facts.Expression) -> Iterator[str]:
    """Yield the folders of packages that an expression names: `plugins.__path__`."""
    if isinstance(package, facts.Name):
        for atom in in_order(read_name(frame, package.name)):
            if isinstance(atom, Namespace):
                yield atom.path
            elif isinstance(atom, Module):
                yield dirname(atom.path)


def _spelled(
    frame: Frame, expression: facts.Expression, depth: int
) -> Iterator[facts.Name | facts.Attribute | facts.Literal]:
    """Yield what an expression spells out, and what names in it are bound to."""
    yield from nodes(expression, facts.Literal)
    yield from nodes(expression, facts.Attribute)
    for name in nodes(expression, facts.Name):
        yield name
        for value in _bound(frame, name.name) if depth else ():
            yield from _spelled(frame, value, depth - 1)


def _bound(frame: Frame, name: str) -> Iterator[facts.Expression]:
    bodies = (frame.module.body, frame.function.body if frame.function is not None else ())
    for targets, value in bindings(bodies):
        for target in targets:
            if isinstance(target, facts.Name) and target.name == name:
                yield value
