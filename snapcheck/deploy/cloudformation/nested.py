"""What parent stacks give to the parameters of the templates that they nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from snapcheck.deploy.cloudformation.stack import Resource, read_stack
from snapcheck.deploy.cloudformation.versions import NESTED
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import (
    Node,
    UnreadableError,
    entries,
    line_of,
    read_parent,
    value_of,
)
from snapcheck.filesystem.disk import Disk
from snapcheck.model import Problem

DEEPEST = 5  # of stacks inside stacks whose parameters are handed on
_LOCATION = {
    "AWS::CloudFormation::Stack": "TemplateURL",
    "AWS::Serverless::Application": "Location",
}


class Nesting(Struct):
    """The values that nested templates are given, by the real path of the template."""

    disk: Disk
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, template: Path) -> Mapping[str, str]:
        """Return what the parents of a template give for its parameters."""
        return self.given.get(self.disk.real(template), {}) if self.given else {}


class _Parent(Struct, frozen=True):
    place: Place
    documents: tuple[Node, ...]


def nesting(templates: Iterable[Place], disk: Disk) -> Nesting:
    """Return who nests whom, and with which values.

    Where two give different ones, the first counts.

    Stacks that nest each other in a circle are a problem: they can't be deployed.
    """
    found = Nesting(disk)
    parents = list(_parents(templates))
    children: dict[str, dict[str, tuple[Place, int]]] = {}
    for _ in range(DEEPEST if parents else 0):
        before = {path: dict(values) for path, values in found.given.items()}
        for parent in parents:
            path = disk.real(parent.place.template)
            for resource, child in _nested(parent, found.given.get(path, {})):
                line = line_of(resource.key)
                children.setdefault(path, {}).setdefault(child, (parent.place, line))
                values = found.given.setdefault(child, {})
                for name, value in _parameters(resource):
                    values.setdefault(name, value)
        if found.given == before:
            break
    entries.cache_clear()
    found.problems.extend(_circles(children))
    return found


def _parents(templates: Iterable[Place]) -> Iterator[_Parent]:
    """Yield the templates that nest others.

    What cannot be read is said where functions are read.
    """
    for place in templates:
        try:
            documents = read_parent(place.template, NESTED, place.disk)
        except UnreadableError:
            continue
        if documents:
            yield _Parent(place, documents)


def _nested(parent: _Parent, given: Mapping[str, str]) -> Iterator[tuple[Resource, str]]:
    """Yield the resources that nest a local template, with its real path."""
    for document in parent.documents:
        for resource in read_stack(document, parent.place, given).of_kind(*NESTED):
            written = resource.property(_LOCATION[resource.kind])
            text = resource.values.text(written[1]) if written is not None else None
            if text is not None and "://" not in text:
                child = parent.place.local(text)
                if parent.place.disk.is_file(child):
                    yield resource, parent.place.disk.real(child)


def _parameters(resource: Resource) -> Iterator[tuple[str, str]]:
    parameters = value_of(value_of(resource.node, "Properties"), "Parameters")
    for name, (_, value) in entries(parameters).items():
        text = resource.values.text(value)
        if text is not None:
            yield name, text


def _circles(children: Mapping[str, Mapping[str, tuple[Place, int]]]) -> Iterator[Problem]:
    """Yield a problem for each template that nests itself, directly or through others."""
    children = _on_the_way_to_circles(children)
    for start, direct in sorted(children.items()):
        for child, (place, line) in sorted(direct.items()):
            if start in _reached(child, children):
                message = f"nests {place.shown(Path(child))}, which nests it in turn"
                yield place.problem(line, message, "break the circle: it can't be deployed")


def _on_the_way_to_circles(
    children: Mapping[str, Mapping[str, tuple[Place, int]]],
) -> Mapping[str, Mapping[str, tuple[Place, int]]]:
    """Return those templates that lead to a circle, nearly always none."""
    parents: dict[str, list[str]] = {}
    for parent, direct in children.items():
        for child in direct:
            parents.setdefault(child, []).append(parent)
    left = {parent: len(direct) for parent, direct in children.items()}
    ended = [child for child in parents if child not in children]
    while ended:
        for parent in parents.get(ended.pop(), ()):
            left[parent] -= 1
            if not left[parent]:
                ended.append(parent)
    return {parent: direct for parent, direct in children.items() if left[parent]}


def _reached(start: str, children: Mapping[str, Mapping[str, object]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting.extend(children.get(path, ()))
    return seen
