"""Which names a module uses where INIT runs it, and which where an invocation may.

Told from what is spelled, with nothing followed: rather too many names than one too few.
"""

from __future__ import annotations

import re
from collections.abc import Set

from snapcheck.facts import (
    Argument,
    Attribute,
    Call,
    Case,
    ClassFacts,
    FunctionFacts,
    ImportFrom,
    Lambda,
    Literal,
    ModuleFacts,
    Name,
)
from snapcheck.link.syntax import bound_names, imported_names, name_of, nodes

_WORD = re.compile(r"[A-Za-z_]\w*")


def used_in_init(module: ModuleFacts) -> frozenset[bytes]:
    """Return the names that INIT may use, those spelled in texts and keywords among them.

    INIT runs what stands in no function, and may run the functions and methods that it mentions,
    or whose class it does. It mentions what is decorated, and a class that has a base: an Enum
    builds its members itself.
    """
    names: set[str] = set()
    _note(_outside(module), module, names)
    defined: list[FunctionFacts | ClassFacts] = [*module.functions, *module.classes]
    names.update([each.name for each in defined if each.decorators])
    names.update([each.name for each in module.classes if each.bases])
    waiting = list(module.functions)
    while True:
        running = [each for each in waiting if not names.isdisjoint(each.qualified.split("."))]
        if not running:
            break
        waiting = [each for each in waiting if each not in running]
        _note(tuple([each.body for each in running]), module, names)
    names.update([name for name, bound in _aliases(module) if bound in names])
    return frozenset([name.encode() for name in names])


def may_be_called_later(module: ModuleFacts, names: Set[bytes]) -> bool:
    """Tell whether an invocation may call what one of the names means.

    A function uses it, or INIT does something else with it than to call it.
    """
    wanted = {name.decode() for name in names}
    wanted.update([bound for name, bound in _aliases(module) if name in wanted])
    outside = _outside(module)
    later = _uses(wanted, tuple([each.body for each in module.functions]))
    in_init = _uses(wanted, outside)
    if any(isinstance(each, Name) for each in (*later, *in_init)):
        # A variable may be called as an API is.
        variables = frozenset(bound_names(module)).union(*[f.locals for f in module.functions])
        variables -= frozenset(imported_names(module))
        later, in_init = _but_for(variables, later), _but_for(variables, in_init)
    if later or not in_init:
        return bool(later)
    called = {each.function for each in nodes(outside, Call)}
    return not called.issuperset(in_init)


def _uses(wanted: Set[str], block: object) -> list[Name | Attribute]:
    return [
        each
        for each in nodes(block, (Name, Attribute))
        if isinstance(each, (Name, Attribute)) and each.name in wanted
    ]


def _but_for(variables: Set[str], used: list[Name | Attribute]) -> list[Name | Attribute]:
    return [each for each in used if isinstance(each, Attribute) or each.name not in variables]


def _outside(module: ModuleFacts) -> tuple[object, ...]:
    """Return what stands in no function: what INIT runs if it comes so far."""
    heads = [
        (each.decorators, tuple([(given.default, given.annotation) for given in each.parameters]))
        for each in module.functions
    ]
    classes = [(each.decorators, each.bases, each.body) for each in module.classes]
    return (module.body, *heads, *classes)


def _note(block: object, module: ModuleFacts, names: set[str]) -> None:
    for node in nodes(block, (Name, Attribute, Literal, Argument, Case, Lambda)):
        if isinstance(node, Attribute):
            # What the environment has is told by its variables.
            if name_of(node.base) != "environ":
                names.add(node.name)
        elif isinstance(node, Name):
            names.add(node.name)
        elif isinstance(node, Literal):
            names.update(_WORD.findall(node.value) if isinstance(node.value, str) else ())
        elif isinstance(node, Argument):
            names.add(node.keyword or "")
        elif isinstance(node, Case):
            names.update(step.strip(".'") for _, way in node.names for step in way)
        elif isinstance(node, Lambda):
            _note(module.functions[node.function].body, module, names)


def _aliases(module: ModuleFacts) -> list[tuple[str, str]]:
    """Return what is imported under another name, each with that name."""
    bodies = [
        module.body,
        *[each.body for each in module.functions],
        *[each.body for each in module.classes],
    ]
    imports = nodes(tuple(bodies), ImportFrom)
    return [both for each in imports for both in each.names if both[0] != both[1]]
