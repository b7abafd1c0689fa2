"""What changes the attributes of an object by its dict: `vars(x)`, `x.__dict__`."""

from __future__ import annotations

from snapcheck.link.atoms import Constant, Container, Object
from snapcheck.link.attribute_writes import set_attribute
from snapcheck.link.flow import ANY, forget, take
from snapcheck.link.frame import Frame
from snapcheck.link.places import AttributePlace
from snapcheck.link.values import Passed, Value, in_order, texts


def change(
    frame: Frame, receiver: Container, method: str, arguments: list[Passed], site: int
) -> None:
    """Let a method of a dict change the objects whose attributes are in there, if there are any."""
    for atom in frame.notes.spaces.get(receiver.at, ()):
        if method == "update":
            for name, value in named(frame, arguments).items():
                set_attribute(frame, frozenset([atom]), name, value, site)
        elif method == "pop" and arguments:
            for name in texts(arguments[0].value):
                forget(frame, AttributePlace(atom.at, name), site)
        elif method == "clear":
            for name in frame.heap.names(AttributePlace, atom.at):
                forget(frame, AttributePlace(atom.at, name), site)


def assign(frame: Frame, receiver: Container, index: Value, value: Value, site: int) -> None:
    """Let `vars(x)[name] = value` set the attribute; under a computed name, one of them."""
    is_known = bool(index) and all(isinstance(a, Constant) and a.is_known for a in index)
    for atom in frame.notes.spaces.get(receiver.at, ()):
        for name in texts(index):
            set_attribute(frame, frozenset([atom]), name, value, site)
        if not is_known:
            label = f"an attribute of `{frame.classes.facts(atom.cls).name}`"
            frame.write(AttributePlace(atom.at, ANY), value, label, site, sure=False)


def note(frame: Frame, container: Container, value: Value) -> None:
    """Note that a container stands for the attributes of objects."""
    objects = frozenset(atom for atom in value if isinstance(atom, Object))
    if objects:
        known = frame.notes.spaces.get(container.at, frozenset())
        frame.notes.spaces[container.at] = known | objects


def named(frame: Frame, arguments: list[Passed]) -> dict[str, Value]:
    """Return what `update(mapping, name=value)` brings, by name."""
    found: dict[str, Value] = {}
    for argument in arguments:
        if argument.keyword is not None:
            found[argument.keyword] = argument.value
            continue
        for atom in in_order(argument.value):
            if isinstance(atom, Container) and atom.mapping:
                for name in frame.entries(atom.at):
                    if name[:1] in "'\"" and "\\" not in name:
                        found[name[1:-1]] = take(frame, atom, name)
    return found
