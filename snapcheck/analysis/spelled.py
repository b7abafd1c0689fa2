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
    Lambda,
    Literal,
    ModuleFacts,
    Name,
)
from snapcheck.link.syntax import bound_names, imported_as, imported_names, name_of, nodes

_WORD = re.compile(r"[A-Za-z_]\w*")


def may_be_used_in_init(module: ModuleFacts, names: Set[bytes]) -> bool:
    """Tell whether INIT may use what one of the names means, or spells it in a text or keyword.

    INIT runs what stands in no function, and may run the functions and methods that it mentions,
    or whose class it does. It mentions what is decorated, and a class that has a base: an Enum
    builds its members itself.
    """
    used: set[str] = set()
    _note(_outside(module), module, used)
    defined: list[FunctionFacts | ClassFacts] = [*module.functions, *module.classes]
    used.update([each.name for each in defined if each.decorators])
    used.update([each.name for each in module.classes if each.bases])
    waiting = list(module.functions)
    while True:
        running = [each for each in waiting if not used.isdisjoint(each.qualified.split("."))]
        if not running:
            break
        waiting = [each for each in waiting if each not in running]
        _note(tuple([each.body for each in running]), module, used)
    return not used.isdisjoint(_as_spelled(module, names))


def may_be_called_later(module: ModuleFacts, names: Set[bytes]) -> bool:
    """Tell whether an invocation may call what one of the names means.

    A function uses it, or INIT does something else with it than to call it.
    """
    wanted = _as_spelled(module, names)
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


def _as_spelled(module: ModuleFacts, names: Set[bytes]) -> frozenset[str]:
    """Return the names, and those that a module imports them under."""
    found = frozenset([name.decode() for name in names])
    functions = tuple([each.body for each in module.functions])
    classes = tuple([each.body for each in module.classes])
    return found | imported_as((module.body, functions, classes), found)
