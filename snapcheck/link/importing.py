"""Import statements: which modules they run, and what they bind."""

from __future__ import annotations

from posixpath import dirname

from snapcheck import facts
from snapcheck.knowledge import Effect
from snapcheck.link.atoms import External, Module, Namespace
from snapcheck.link.attributes import attribute, by_row, made_on_demand, submodule
from snapcheck.link.binding import bind_name
from snapcheck.link.frame import Frame
from snapcheck.link.imports import File, Folder
from snapcheck.link.names import global_value, public_names
from snapcheck.link.values import NOTHING, Value, in_order, join, one_external


def import_module(frame: Frame, node: facts.Import) -> None:
    """Follow `import a.b`, `import a.b as c`."""
    frame.at = node.site
    root, _, rest = node.module.partition(".")
    answer = frame.modules.nearest_part(frame.module.path, node.module)
    first = frame.modules.child(answer.root, root) if answer is not None else None
    if first is None:
        name = node.module if node.bound else root
        _touch(frame, node.module)
        bind_name(frame, node.bound or root, frozenset([External(name)]), node.site)
        return
    value = _module(frame, first, root)
    deepest = value
    for part in rest.split(".") if rest else []:
        deepest = _step_into(frame, deepest, part)
    value = deepest if node.bound else value
    if _is_seen_from_outside(frame, value):
        _touch(frame, node.module)
        value = join([value, one_external(node.module if node.bound else root)])
    bind_name(frame, node.bound or root, value, node.site)


def _is_seen_from_outside(frame: Frame, value: Value) -> bool:
    """Tell whether a program imports an installed package: what is known of its names holds too."""
    held = frame.modules.libraries.hold
    return not frame.is_library and any(
        isinstance(atom, (Module, Namespace)) and held(f"{atom.path}/") for atom in value
    )


def _module(frame: Frame, found: File | Folder, name: str) -> Value:
    if isinstance(found, Folder):
        return frozenset([Namespace(found.path, name)])
    frame.interpreter.load(frame, found.path)
    return frozenset([Module(found.path)])


def _step_into(frame: Frame, package: Value, part: str) -> Value:
    """Return the submodule `part`, imported."""
    found = []
    for atom in in_order(package):
        folder = _folder(atom)
        child = frame.modules.child(folder, part) if folder is not None else None
        if child is not None:
            found.append(_module(frame, child, part))
    return join(found)


def _folder(atom: object) -> str | None:
    if isinstance(atom, Namespace):
        return atom.path
    if isinstance(atom, Module) and atom.path.rpartition("/")[2] == "__init__.py":
        return dirname(atom.path)
    return None


def _touch(frame: Frame, module: str) -> None:
    """Bring a process-wide generator into the snapshot, where importing a library does."""
    parts = module.split(".")
    for end in range(1, len(parts) + 1):
        for api in frame.knowledge.apis.get(".".join(parts[:end]), ()):
            # To import a function that draws is not to draw.
            if api.effect is Effect.TOUCHES:
                frame.activation.touches |= frozenset(api.generators)


def import_from(frame: Frame, node: facts.ImportFrom) -> None:
    """Follow `from a import b as c`, `from a import *`."""
    frame.at = node.site
    base = _imported_base(frame, node)
    for name, bound in node.names:
        if name == "*":
            _import_star(frame, node, base)
            continue
        if not base:
            value: Value = frozenset()
            if node.level == 0:
                _touch(frame, f"{node.module}.{name}")
                value = frozenset([External(f"{node.module}.{name}")])
        elif _is_seen_from_outside(frame, base):
            value = _seen_from_outside(frame, base, f"{node.module}.{name}", node.site)
        else:
            value = _imported_name(frame, base, name, node.site)
        bind_name(frame, bound, value, node.site)


def _seen_from_outside(frame: Frame, base: Value, dotted: str, site: int) -> Value:
    """Return what a program imports from an installed package: the name, and its source's value."""
    _touch(frame, dotted)
    external = one_external(dotted)
    is_audited = dotted.partition(".")[0] in frame.modules.libraries.audited
    if dotted in frame.knowledge.apis and not is_audited:
        return external
    return join([external, _imported_name(frame, base, dotted.rpartition(".")[2], site)])


def _imported_base(frame: Frame, node: facts.ImportFrom) -> Value:
    """Return the first-party module or folder that names come from; import its parents too."""
    if node.level:
        return _relative_base(frame, node)
    names = tuple([name for name, _ in node.names if name != "*"])
    answer = frame.modules.answer(frame.module.path, node.module, names)
    if answer is None:
        return NOTHING
    root, _, rest = node.module.partition(".")
    first = frame.modules.child(answer.root, root)
    if first is None:
        return NOTHING
    value = _module(frame, first, root)
    for part in rest.split(".") if rest else []:
        value = _step_into(frame, value, part)
    return value


def _relative_base(frame: Frame, node: facts.ImportFrom) -> Value:
    path = frame.module.path
    package = frame.modules.find(path, "", node.level)
    found = frame.modules.find(path, node.module, node.level)
    if package is None or found is None or not node.module:
        return _module(frame, found, node.module) if found is not None else NOTHING
    *parents, _ = node.module.split(".")
    if isinstance(package, File) and frame.modules.is_blank(package.path):
        package = Folder(dirname(package.path))
    value = _module(frame, package, "")
    for part in parents:
        value = _step_into(frame, value, part)
    return _module(frame, found, node.module)


def _imported_name(frame: Frame, base: Value, name: str, site: int) -> Value:
    found = []
    for atom in in_order(base):
        if isinstance(atom, Module):
            row = by_row(frame, atom.path, name)
            known = one_external(row) if row else global_value(frame, atom.path, name)
            if known is not None:
                found.append(join([known, made_on_demand(frame, atom.path, name, site)]))
                continue
        folder = _folder(atom)
        if folder is not None and submodule(frame, folder, name):
            found.append(_step_into(frame, frozenset([atom]), name))
        elif isinstance(atom, Module):
            found.append(attribute(frame, frozenset([atom]), name, site))
    return join(found)


def _import_star(frame: Frame, node: facts.ImportFrom, base: Value) -> None:
    for atom in in_order(base):
        if isinstance(atom, Module):
            body = frame.interpreter.body_of(atom.path, frame.phase)
            if body is not None and not (body.rounds or body.running):
                frame.note_cut()  # at the end of too long a chain: what it binds comes too late
            for name in public_names(frame, atom.path):
                value = global_value(frame, atom.path, name)
                bind_name(frame, name, value or NOTHING, node.site)
    if node.level == 0 and (not base or _is_seen_from_outside(frame, base)):
        _touch(frame, node.module)
        frame.modules.star_import(frame.module.path, node.module)
