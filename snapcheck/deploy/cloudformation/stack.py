"""One CloudFormation stack: a template's resources, its loops unrolled, and what is known there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from snapcheck.deploy.cloudformation.intrinsics import Values
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import Node, elements, entries, scalar, value_of

NAME_LIMIT = 255
STEP_LIMIT = 5_000  # ten times as many resources as CloudFormation takes
LOOP_DEPTH = 5
LOOP = "Fn::ForEach::"
# Macros that add no functions and no versions of functions.
KNOWN_MACROS = (
    "AWS::Serverless",
    "AWS::LanguageExtensions",
    "AWS::SecretsManager",
    "AWS::CodeDeployBlueGreen",
)


class Resource(Struct, frozen=True):
    """A resource: its logical name and type, and what is known of values where it stands."""

    name: str
    kind: str
    node: Node
    key: Node
    values: Values

    def property(self, name: str) -> tuple[Node, Node] | None:
        """Return a property that is there, as key and value."""
        found = entries(value_of(self.node, "Properties")).get(name)
        return None if found is None or self.values.is_absent(found[1]) else found


class Stack(Struct, frozen=True):
    """A template's resources by name, and what its `Globals` say of functions."""

    place: Place
    document: Node
    resources: Mapping[str, Resource]
    globals: Node | None
    values: Values

    def of_kind(self, *kinds: str) -> Iterator[Resource]:
        """Return the resources of these types, in their order."""
        return (each for each in self.resources.values() if each.kind in kinds)

    @property
    def has_macros(self) -> bool:
        """Return whether a macro of the user's own can add to the template."""
        written = value_of(self.document, "Transform")
        names = [scalar(each) or "" for each in elements(written) or [written]] if written else []
        return any(not name.startswith(KNOWN_MACROS) for name in names)


def read_stack(document: Node, place: Place, given: Mapping[str, str]) -> Stack:
    """Return the stack that one document of a template describes.

    `given` are values of parameters.
    """
    values = Values(
        value_of(document, "Parameters"),
        value_of(document, "Mappings"),
        value_of(document, "Conditions"),
        given,
    )
    written = value_of(document, "Resources")
    steps = iter(range(STEP_LIMIT))
    resources = {each.name: each for each in _resources(written, values, LOOP_DEPTH, steps)}
    shared = value_of(value_of(document, "Globals"), "Function")
    return Stack(place, document, resources, shared, values)


def _resources(
    section: Node | None, values: Values, depth: int, steps: Iterator[int]
) -> Iterator[Resource]:
    """Yield the resources of a section; what a loop makes stands where the loop does."""
    for written, (key, node) in entries(section).items():
        if next(steps, None) is None:
            return
        if written.startswith(LOOP):
            yield from _unrolled(node, values, depth - 1, steps)
            continue
        name = values.named(written)
        if len(name) <= NAME_LIMIT and name.isprintable():
            kind = scalar(value_of(node, "Type")) or ""
            yield Resource(name, kind, node, key, values)


def _unrolled(loop: Node, values: Values, depth: int, steps: Iterator[int]) -> Iterator[Resource]:
    """Yield the resources of a `Fn::ForEach`: identifier, collection, and what is made for each."""
    parts = elements(loop)
    if len(parts) != 3 or depth < 0:
        return
    identifier = scalar(parts[0]) or ""
    for value in values.listed(parts[1]) or ():
        if next(steps, None) is None:
            return
        yield from _resources(parts[2], values.inside(identifier, value), depth, steps)
