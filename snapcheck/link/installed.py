"""What installed third-party code hands out: the only home of astroid.

A company library in site-packages that returns a connection, an id or a secret makes it with a
call that the knowledge base knows; here that call is found, by reading the library's source. Only
packages of an environment that the user named are looked at, and nothing of them is imported:
results never depend on what is installed beside snapcheck. What can't be inferred is unknown, never
an error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from astroid import nodes
    from astroid.manager import AstroidManager

T = TypeVar("T")


class NoEnvironment(ValueError):
    """What was named is no Python environment."""


# A function that hands on what another one makes, which hands on what a third one makes...
_DEEPEST = 6
# A library's function with more ways out than this is no provider of one thing.
_MOST_RETURNS = 20


class Installed(Struct, eq=False):
    """The packages of one environment, by their source; answers are kept.

    `folders` are its folders of packages, `known` tells of a dotted name whether the knowledge base
    has it.
    """

    folders: tuple[Path, ...]
    known: Callable[[str], bool]
    _returns: dict[str, tuple[str, ...]] = {}
    _attributes: dict[str, dict[str, tuple[str, ...]]] = {}
    _assigned: dict[nodes.NodeNG, dict[str, list[nodes.Call]]] = {}
    _manager: AstroidManager | None = None

    def has(self, dotted: str) -> bool:
        """Tell whether the package of `dotted` is installed there, as source."""
        root = dotted.partition(".")[0]
        return bool(root) and any(
            os.path.isfile(folder / f"{root}.py") or os.path.isdir(folder / root)
            for folder in self.folders
        )

    def files(self) -> list[str]:
        """Return the files of the environment that answers rest on, sorted."""
        if self._manager is None:
            return []
        read = [module.file for module in self._manager.astroid_cache.values()]
        inside = tuple([f"{folder}{os.sep}" for folder in self.folders])
        return sorted({file for file in read if file is not None and file.startswith(inside)})

    def returns(self, dotted: str) -> tuple[str, ...]:
        """Return the known APIs whose results calling `dotted` may hand out, sorted."""
        if dotted not in self._returns:
            self._returns[dotted] = ()
            self._returns[dotted] = self._asked(lambda: self._find_returns(dotted), ())
        return self._returns[dotted]

    def attributes(self, dotted: str) -> dict[str, tuple[str, ...]]:
        """Return known APIs whose results an instance of the class `dotted` holds, by attribute.

        Attributes that its constructor sets to something else are there with none.
        """
        if dotted not in self._attributes:
            self._attributes[dotted] = {}
            self._attributes[dotted] = self._asked(lambda: self._find_attributes(dotted), {})
        return self._attributes[dotted]

    def _asked(self, question: Callable[[], T], unknown: T) -> T:
        """Return the answer, or `unknown` where astroid can't give one."""
        try:
            with self._looking_here():
                return question()
        except Exception:
            # Its inference fails on real packages in ways that it does not declare.
            return unknown

    @contextmanager
    def _looking_here(self) -> Iterator[None]:
        """Let astroid look modules up in the environment, and in the standard library."""
        import astroid
        from astroid import nodes

        if self._manager is None:
            self._manager = astroid.MANAGER
            self._manager.always_load_extensions = False
            self._manager.clear_cache()
            # To ask of each class whether it is an enum, all is read that its bases come from.
            self._manager.brain["_transform"].transforms.pop(nodes.ClassDef, None)
        before = sys.path
        standard = [path for path in before if not path.endswith(("-packages", ""))]
        sys.path = [str(folder) for folder in self.folders] + standard
        try:
            yield
        finally:
            sys.path = before

    # --- finding definitions ---

    def _definition(self, dotted: str) -> nodes.NodeNG | None:
        """Return the function or class that a dotted name of an installed package means."""
        assert self._manager is not None
        parts = dotted.split(".")
        for end in range(len(parts) - 1, 0, -1):
            module = self._module(".".join(parts[:end]))
            if module is not None:
                return _member(module, parts[end:])
        return None

    def _module(self, name: str) -> nodes.Module | None:
        assert self._manager is not None
        place = Path(*name.split("."))
        for folder in self.folders:
            for file in (folder / place.with_suffix(".py"), folder / place / "__init__.py"):
                if os.path.isfile(file):
                    return self._manager.ast_from_file(str(file), name)
        return None

    # --- what they hand out ---

    def _find_returns(self, dotted: str) -> tuple[str, ...]:
        from astroid import nodes

        found = self._definition(dotted)
        if isinstance(found, nodes.FunctionDef):
            return tuple(sorted(self._of_function(found, 0)))
        return ()

    def _of_function(self, function: nodes.FunctionDef, depth: int) -> set[str]:
        from astroid import nodes

        if depth > _DEEPEST:
            return set()
        inner = (nodes.FunctionDef, nodes.Lambda, nodes.ClassDef)
        found: set[str] = set()
        ways = (*function.nodes_of_class(nodes.Return, inner),)
        for way in ways[:_MOST_RETURNS]:
            if way.value is not None:
                found |= self._of_value(way.value, function, depth)
        return found

    def _of_value(self, value: nodes.NodeNG, scope: nodes.NodeNG, depth: int) -> set[str]:
        """Return the known calls whose results an expression may be, or be made of."""
        from astroid import nodes

        if isinstance(value, nodes.Attribute) and _is_self(value.expr, scope):
            return self._of_self(value.attrname, scope, depth)
        found: set[str] = set()
        for part in value.nodes_of_class((nodes.Call, nodes.Name)):
            if isinstance(part, nodes.Call):
                found |= self._of_call(part, depth)
            elif not isinstance(part.parent, (nodes.Call, nodes.Attribute)):
                found |= self._of_name(part, scope, depth)
        return found

    def _of_call(self, call: nodes.Call, depth: int) -> set[str]:
        from astroid import nodes

        spelled = _spelled(call.func)
        if spelled and self.known(spelled):
            return {spelled}
        found: set[str] = set()
        for called in _inferred(call.func):
            if isinstance(called, nodes.FunctionDef):
                if self.known(called.qname()):
                    found.add(called.qname())
                else:
                    found |= self._of_function(called, depth + 1)
        return found

    def _of_name(self, name: nodes.Name, scope: nodes.NodeNG, depth: int) -> set[str]:
        """Return what was assigned to a name, in the function or (as a global) in its module."""
        found: set[str] = set()
        for place in (scope, scope.root()):
            for call in self._assigned_in(place).get(name.name, ()):
                found |= self._of_call(call, depth)
            if found:
                break
        return found

    def _assigned_in(self, place: nodes.NodeNG) -> dict[str, list[nodes.Call]]:
        """Return the calls in what is assigned to names somewhere in a place, by those names."""
        from astroid import nodes

        known = self._assigned.get(place)
        if known is None:
            # Looked through once for all names: modules are large.
            known = self._assigned[place] = {}
            for assigned in place.nodes_of_class(nodes.Assign):
                for target in assigned.targets:
                    if isinstance(target, nodes.AssignName):
                        calls = assigned.value.nodes_of_class(nodes.Call)
                        known.setdefault(target.name, []).extend(calls)
        return known

    def _of_self(self, attribute: str, scope: nodes.NodeNG, depth: int) -> set[str]:
        cls = scope.parent.frame() if scope.parent is not None else None
        found: set[str] = set()
        for assigned in getattr(cls, "instance_attrs", {}).get(attribute, []):
            value = getattr(assigned.parent, "value", None)
            if value is not None:
                found |= self._of_value(value, assigned.frame(), depth + 1)
        return found if depth <= _DEEPEST else set()

    def _find_attributes(self, dotted: str) -> dict[str, tuple[str, ...]]:
        from astroid import nodes

        found = self._definition(dotted)
        if not isinstance(found, nodes.ClassDef):
            return {}
        held: dict[str, tuple[str, ...]] = {}
        for cls in (found, *found.ancestors()):
            for name, places in cls.instance_attrs.items():
                calls: set[str] = set()
                for place in places:
                    value = getattr(place.parent, "value", None)
                    built = place.frame().name in ("__init__", "__new__", "__post_init__")
                    if value is not None and built:
                        calls |= self._of_value(value, place.frame(), 0)
                held.setdefault(name, tuple(sorted(calls)))
        return held


def _member(module: nodes.Module, names: list[str]) -> nodes.NodeNG | None:
    """Return what `names` lead to from a module, through re-exports, classes and their bases."""
    from astroid import nodes

    current: nodes.NodeNG = module
    for name in names:
        if isinstance(current, nodes.Module):
            found = next(iter(current.igetattr(name)), None)
        elif isinstance(current, nodes.ClassDef):
            found = next(iter(current.getattr(name)), None)
        else:
            return None
        if found is None or not isinstance(found, nodes.NodeNG):
            return None
        current = found
    return current


def _inferred(node: nodes.NodeNG) -> Iterator[nodes.NodeNG]:
    """Yield what a node may be; methods as the functions that they are."""
    from astroid import bases, nodes
    from astroid.exceptions import AstroidError

    try:
        for value in node.infer():
            inner = value._proxied if isinstance(value, bases.UnboundMethod) else value
            if isinstance(inner, nodes.NodeNG):
                yield inner
    except (AstroidError, RecursionError):
        return


def _is_self(node: nodes.NodeNG, scope: nodes.NodeNG) -> bool:
    from astroid import nodes

    return (
        isinstance(node, nodes.Name)
        and isinstance(scope, nodes.FunctionDef)
        and bool(scope.args.args)
        and scope.args.args[0].name == node.name
        and scope.is_method()
    )


def _spelled(node: nodes.NodeNG) -> str:
    """Return the real dotted name of what is called, by its module's imports; empty if none."""
    from astroid import nodes

    parts: list[str] = []
    while isinstance(node, nodes.Attribute):
        parts.append(node.attrname)
        node = node.expr
    if not isinstance(node, nodes.Name):
        return ""
    _, statements = node.lookup(node.name)
    for statement in statements:
        if isinstance(statement, nodes.Import):
            real = statement.real_name(node.name)
            first = real if any(alias for _, alias in statement.names) else node.name
            return ".".join([first, *reversed(parts)])
        if isinstance(statement, nodes.ImportFrom) and not statement.level:
            real = f"{statement.modname}.{statement.real_name(node.name)}"
            return ".".join([real, *reversed(parts)])
    return ""


def package_folders(environment: Path) -> tuple[Path, ...]:
    """Return the folders of packages of an environment, given as its folder or as its interpreter.

    Nothing is run to find them. Raises NoEnvironment if there are none.
    """
    place = environment.parent.parent if os.path.isfile(environment) else environment
    found = [
        *sorted(place.glob("lib/python3*/site-packages")),
        *sorted(place.glob("lib64/python3*/site-packages")),
        *sorted(place.glob("Lib/site-packages")),
    ]
    if not found and place.name == "site-packages" and os.path.isdir(place):
        found = [place]
    folders = list(dict.fromkeys(folder.resolve() for folder in found if os.path.isdir(folder)))
    if not folders:
        raise NoEnvironment(
            f"{environment} is no Python environment (it has no site-packages folder); "
            "name the folder or the interpreter of one"
        )
    return tuple(folders)
