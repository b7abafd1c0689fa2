"""Modules that are imported by name, and imported again."""

from __future__ import annotations

from snapcheck.link.atoms import Atom, Constant, ConstantKind, External, Module
from snapcheck.link.frame import Frame
from snapcheck.link.imports import File
from snapcheck.link.models.plugins import listed_folders
from snapcheck.link.values import NOTHING, Passed, Value, in_order, join, texts


def import_module(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `importlib.import_module(name, package)`."""
    found: list[Value] = []
    packages = [
        atom.value
        for argument in arguments[1:2]
        for atom in argument.value
        if isinstance(atom, Constant) and atom.kind is ConstantKind.STR
    ]
    name = arguments[0].value if arguments else NOTHING
    is_known = bool(name) and all(isinstance(atom, Constant) for atom in name)
    if not is_known or not texts(name):
        found = [_load_plugins(frame)]
    path = frame.module.path
    followed = (is_known and bool(texts(name))) or bool(found and found[0])
    frame.modules.computed[path] = frame.modules.computed.get(path, True) and followed
    for dotted in texts(name):
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


def _load_plugins(frame: Frame) -> Value:
    """Import the modules of the folders that the code around lists, whose names are not known."""
    found: list[Atom] = []
    for folder in listed_folders(frame):
        for path in frame.modules.modules_in(folder):
            if path != frame.module.path and not path.endswith(f"{folder}/__init__.py"):
                frame.interpreter.load(frame, path)
                frame.modules.guessed.add(path)
                found.append(Module(path))
    return frozenset(found)


def reload(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `importlib.reload(module)`: its top level runs again, here."""
    for atom in in_order(arguments[0].value) if arguments else []:
        if isinstance(atom, Module):
            frame.interpreter.load(frame, atom.path, again=True)
    return arguments[0].value if arguments else NOTHING
