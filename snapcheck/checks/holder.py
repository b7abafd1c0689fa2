"""Where a running program keeps a value: what a place is called, as a path that can be followed."""

from __future__ import annotations

import ast
import re

from snapcheck.link.atoms import Keep
from snapcheck.link.places import Allocation, ClassId, FunctionId
from snapcheck.model.proof import Holder, Kept

Step = str | int

_ANY = "*"
_IN_FUNCTION = re.compile(
    r"the (?P<kind>cache|default) of `(?P<what>[^`]+)`"
    r"(?: in `(?P<where>[\w.<>]+)(?P<rest>\[.*)?`?)?"
)
_CLOSURE = re.compile(r"`(?P<what>\w+)` of `(?P<where>[\w.]+)`")


def place_of(keep: Keep) -> Kept | None:
    """Return the place that keeps a value, so that a program can look; None where it can't.

    What a library's object keeps, and the default of a field, can't be told apart from outside.
    """
    label, owner = keep.label, keep.place.owner
    module = owner.path if isinstance(owner, (ClassId, FunctionId)) else keep.site.path
    if isinstance(owner, str) and owner:
        module = owner
    if label.startswith("`os.environ["):
        return Kept(Holder.ENVIRONMENT, module, (label[13:-3],))
    of_function = _IN_FUNCTION.match(label.removeprefix("`"))
    if of_function is not None:
        return _of_function(of_function, module)
    closure = _CLOSURE.fullmatch(label)
    if closure is not None:
        path: tuple[Step, ...] = (closure["where"], closure["what"])
        return Kept(Holder.CLOSURE, module, path)
    steps = _steps(label)
    return Kept(_holder(keep, steps), module, steps) if steps else None


def _of_function(found: re.Match[str], module: str) -> Kept | None:
    """Return `the cache of f`, `the default of x in f`, with or without an entry behind it."""
    if found["kind"] == "cache":
        name = found["what"].partition("[")[0]
        return Kept(Holder.CACHE, module, (name,))
    if found["where"] is None:
        return None
    rest = _steps(f"`x{found['rest']}`")[1:] if found["rest"] else ()
    return Kept(Holder.DEFAULT, module, (found["where"], found["what"], *rest))


def _holder(keep: Keep, steps: tuple[Step, ...]) -> Holder:
    """Return what the first step is: a variable, or a class that stands for its instances."""
    first = keep.within if keep.within is not None else keep.place
    if isinstance(first.owner, ClassId) and len(steps) > 1:
        return Holder.CLASS_ATTRIBUTE
    if isinstance(first.owner, Allocation) and len(steps) > 1 and isinstance(steps[1], str):
        attribute = keep.label.startswith(f"`{steps[0]}.")
        return Holder.INSTANCE_ATTRIBUTE if attribute else Holder.VARIABLE
    return Holder.VARIABLE


def _steps(label: str) -> tuple[Step, ...]:
    """Return a label such as `CONFIG['id']` as its steps; none where it is no such expression."""
    try:
        node = ast.parse(label[1:-1].replace("[*]", f"[{_ANY!r}]"), mode="eval").body
    except SyntaxError:
        return ()
    steps: list[Step] = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            steps.append(node.attr)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            key = node.slice.value
            steps.append(key if isinstance(key, (str, int)) else _ANY)
        else:
            return ()
        node = node.value
    return (node.id, *reversed(steps))
