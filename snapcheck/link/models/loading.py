"""Modules that are imported by name, and imported again."""

from __future__ import annotations

from snapcheck.link.frame import Frame
from snapcheck.link.imports import File
from snapcheck.link.values import (
    NOTHING,
    Constant,
    ConstantKind,
    External,
    Module,
    Passed,
    Value,
    in_order,
    join,
    texts,
)


def import_module(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`importlib.import_module(name, package)`."""
    found: list[Value] = []
    packages = [
        atom.value
        for argument in arguments[1:2]
        for atom in argument.value
        if isinstance(atom, Constant) and atom.kind is ConstantKind.STR
    ]
    for dotted in texts(arguments[0].value) if arguments else []:
        level = len(dotted) - len(dotted.lstrip("."))
        if level == 1 and packages:
            # Else the second argument is `__name__` or `__package__`: relative to this module.
            dotted, level = f"{packages[0]}{dotted}", 0
        module = frame.modules.find(frame.module.path, dotted.lstrip("."), level)
        if isinstance(module, File):
            frame.interpreter.load(frame, module.path)
            found.append(frozenset([Module(module.path)]))
        else:
            found.append(frozenset([External(dotted)]))
    return join(found)


def reload(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`importlib.reload(module)`: its top level runs again, here."""
    for atom in in_order(arguments[0].value) if arguments else []:
        if isinstance(atom, Module):
            frame.interpreter.load(frame, atom.path, again=True)
    return arguments[0].value if arguments else NOTHING
