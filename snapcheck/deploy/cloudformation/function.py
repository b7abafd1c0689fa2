"""One function of a template, as written."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.deploy import embedded
from snapcheck.deploy.cloudformation.intrinsics import Values, intrinsic
from snapcheck.deploy.cloudformation.stack import Resource, Stack
from snapcheck.deploy.handlers import PYTHON, Source
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import UNKNOWN, Node, entries, line_of, value_of
from snapcheck.model.deployed import Embedded, Setting


class Function(Struct, frozen=True):
    """One function of a template, as written: its own properties, and those of `Globals`."""

    resource: Resource
    stack: Stack
    layers: Mapping[str, Source]
    lines: list[str]
    properties: tuple[Mapping[str, tuple[Node, Node]], ...]

    @staticmethod
    def of(
        resource: Resource, stack: Stack, layers: Mapping[str, Source], lines: list[str]
    ) -> Function:
        """Return a function of a stack; `lines` are those of the whole template."""
        sections = [value_of(resource.node, "Properties")]
        if resource.kind.startswith("AWS::Serverless"):
            sections.append(stack.globals)
        properties = tuple([entries(section) for section in sections])
        return Function(resource, stack, layers, lines, properties)

    @property
    def name(self) -> str:
        return self.resource.name

    @property
    def kind(self) -> str:
        return self.resource.kind

    @property
    def values(self) -> Values:
        return self.resource.values

    @property
    def place(self) -> Place:
        return self.stack.place

    @property
    def is_sam(self) -> bool:
        return self.kind.startswith("AWS::Serverless")

    def written(self, name: str) -> list[tuple[Node, Node]]:
        """Return a property as key and value, as the function has it, then as `Globals` has.

        SAM merges only what both spell out: where the function has an intrinsic, that alone counts.
        """
        found: list[tuple[Node, Node]] = []
        for properties in self.properties:
            written = properties.get(name)
            if written is not None and not self.values.is_absent(written[1]):
                found.append(written)
            if written is not None and intrinsic(written[1])[0]:
                break
        return found

    def property(self, name: str) -> Node | None:
        """Return the value of a property; what the function says itself goes before `Globals`."""
        written = self.written(name)
        return written[0][1] if written else None

    def text(self, name: str) -> str | None:
        """Return the text of a property, where it is known."""
        return self.values.text(self.property(name))

    def line(self, name: str) -> int:
        """Return the line of a property; that of the function where it is not written."""
        written = self.written(name)
        return line_of(written[0][0] if written else self.resource.node)

    def variable(self, name: str) -> str | None:
        """Return the text of an environment variable, where it is known."""
        for _, environment in self.written("Environment"):
            found = value_of(value_of(environment, "Variables"), name)
            if found is not None:
                return self.values.text(found)
        return None

    def setting(self, name: str) -> Setting | None:
        """Return the text of a property with its place."""
        for key, value in self.written(name):
            text = self.values.text(value)
            if text is not None:
                return Setting(text, self.place.span(key), not self.is_conditional(value))
        return None

    def is_conditional(self, value: Node) -> bool:
        """Return whether a property has its value under a condition only."""
        return len(self.values.branches(value)) > 1

    def where(self, assumed: Mapping[str, bool]) -> Function:
        """Return the function as it is in the deployments for which conditions come out so."""
        values = replace(self.values, assumed=assumed)
        return replace(self, resource=replace(self.resource, values=values))

    def embedded(self) -> Embedded | None:
        """Return the code that is written into the template, if it is Python."""
        runtime = self.text("Runtime")
        node = self.property("InlineCode") or value_of(self.property("Code"), "ZipFile")
        if node is None or runtime is None or not PYTHON.fullmatch(runtime):
            return None
        within = self.place.name
        path = f"{within}#{self.name}"
        code = embedded.embedded(path, within, node, self.values, self.lines)
        return None if code is None or UNKNOWN in code.text else code
