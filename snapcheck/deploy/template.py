"""A template as YAML nodes: read with bounds, so that no file can stall or stop a run.

Nodes are used as PyYAML's parser composes them, one step before it builds values: `!Sub` and its
like need no constructors, duplicate keys do no harm, an alias is the node itself (so that aliases
of aliases take no space), and each node knows its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, cast

from msgspec import Struct

from snapcheck.filesystem.disk import Disk

if TYPE_CHECKING:
    from yaml import SafeLoader

SIZE_LIMIT = 2 * 1024 * 1024
MERGE_LIMIT = 100
FUNCTION_TYPES = (b"AWS::Lambda::Function", b"AWS::Serverless::Function")
# A runtime that is written out and belongs to another language. Parsing takes milliseconds a page,
# and where each Runtime in a file is of this kind, no function in it can be Python. An expression
# that begins with plain text is searched for ten times as fast as one that begins with `\b`.
RUNTIME = re.compile(
    rb"Runtime(?<!\wRuntime)[\"']?\s*:\s*+[\"']?+(?!nodejs|java|dotnet|go1|ruby|provided)"
)


class Node(Protocol):
    """What this package uses of a node; `id` is scalar, sequence or mapping."""

    id: str
    value: Any
    start_mark: Any
    end_mark: Any

    @property
    def tag(self) -> str | None: ...

    def __hash__(self) -> int: ...


class UnreadableError(Exception):
    """Why a template cannot be read, and what the user can do; `line` is 0 where none is known."""

    def __init__(self, message: str, line: int, mend: str) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.mend = mend


class Template(Struct, frozen=True):
    """A template's documents as nodes, and its whole text.

    `placeholder` is the first of those that stand for unknown text, where another program fills
    them in.
    """

    documents: tuple[Node, ...]
    text: str
    placeholder: str = ""


NO_TEMPLATE = Template((), "")


def read_template(template: Path, disk: Disk) -> Template:
    """Return a template, as nodes; NO_TEMPLATE if it cannot declare a function that concerns us.

    Those are Python functions, container images, and all that have SnapStart. Whether a file that
    speaks of no Lambda function is good YAML, is none of our business. Raises UnreadableError.
    """
    data = read_bytes(template, disk)
    if not any(each in data for each in FUNCTION_TYPES):
        return NO_TEMPLATE
    if not RUNTIME.search(data) and not any(each in data for each in (b"SnapStart", b"Image")):
        return NO_TEMPLATE
    text = decode(data)
    try:
        documents = compose(text)
    except UnreadableError:
        placeholder = _PLACEHOLDER.search(text)
        if placeholder is None and not _FILLED_IN.search(text):
            raise
        without = _PLACEHOLDER.sub(lambda found: UNKNOWN * len(found[0]), _filled_in(text))
        return Template(compose(without), text, placeholder[0] if placeholder is not None else "")
    if _FILLED_IN.search(text) and any(unfilled(each) for each in documents):
        return Template(compose(_filled_in(text)), text)
    return Template(documents, text)


def read_parent(template: Path, kinds: Sequence[str], disk: Disk) -> tuple[Node, ...]:
    """Return the documents of a template that speaks of these types; none if it does not.

    Raises UnreadableError.
    """
    data = read_bytes(template, disk)
    return compose(decode(data)) if any(each.encode() in data for each in kinds) else ()


def read_bytes(file: Path, disk: Disk) -> bytes:
    """Return the bytes of a deployment file, one more than SIZE_LIMIT at most.

    Raises UnreadableError.
    """
    if not disk.is_file(file):  # a fifo would never end
        raise UnreadableError("no such file", 0, "check the path")
    try:
        return disk.read(file, SIZE_LIMIT + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", 0, "give read access") from error


def decode(data: bytes) -> str:
    """Return the text of a deployment file that `read_bytes` gave. Raises UnreadableError."""
    if len(data) > SIZE_LIMIT:
        message = "too large for a template: more than 2 MiB"
        raise UnreadableError(message, 0, "split it; CloudFormation itself takes 1 MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError("not UTF-8 text", line, "save the template as UTF-8") from error


# What Jinja fills in. A text that holds UNKNOWN is taken for a value that is not known.
UNKNOWN = "\ue000"
_FILLED_IN = re.compile(
    r"\{\{(?!\s*resolve:)[^{}]{0,500}\}\}|\{%(?:(?!%\}).){0,500}%\}|\{#(?:(?!#\}).){0,2000}#\}",
    re.DOTALL,
)


# What other programs fill in: `%NAME%`, `@NAME@`, `@@NAME@@`, `<<NAME>>`, `<%= name %>`.
_PLACEHOLDER = re.compile(
    r"%[A-Za-z_]\w{0,80}%|@@?[A-Za-z_]\w{0,80}@@?|<<[A-Za-z_]\w{0,80}>>|<%[^%\n]{0,200}%>"
)


def is_written_by_another(file: Path) -> bool:
    """Return whether a file has the name of one that a template language makes a template of."""
    return file.suffix in (".j2", ".jinja", ".jinja2", ".tpl", ".tmpl", ".erb", ".mustache")


def _filled_in(text: str) -> str:
    """Return the text with nothing left for Jinja to do, every line in its place."""

    def fill(found: re.Match[str]) -> str:
        kept = UNKNOWN if found.group().startswith("{{") else " "
        return re.sub(r"[^\n]", kept, found.group())

    return _FILLED_IN.sub(fill, text)


def unfilled(document: Node) -> Node | None:
    """Return the first place that a template language has not filled in: `Handler: {{ name }}`.

    To YAML this is a mapping whose key is a mapping: legal, but no template has such keys.
    """
    stack, seen = [document], {id(document)}
    while stack:
        node = stack.pop()
        inside = node.value if node.id == "sequence" else []
        if node.id == "mapping":
            inside = [value for _, value in node.value]
            if any(key.id != "scalar" for key, _ in node.value):
                return node
        # Most nodes are texts: only what can hold others is looked into, in its order.
        for each in reversed(inside):
            if each.id != "scalar" and id(each) not in seen:
                seen.add(id(each))
                stack.append(each)
    return None


def compose(text: str) -> tuple[Node, ...]:
    """Return the documents of a YAML or JSON text, as nodes. Raises UnreadableError."""
    import yaml  # takes 20 ms, and most runs read no template

    # CloudFormation takes blank lines that are indented deeper than the block text which follows
    # them, and JSON writes characters as pairs of surrogates; the parser takes neither.
    text = _SURROGATES.sub(_one_character, _BLANK_LINE.sub("\n", "\n" + text)[1:])
    if _nests_deeply(text):
        raise _not_yaml("nested too deeply", 0)
    try:
        return _nodes(text)
    except RecursionError as error:
        raise _not_yaml("nested too deeply", 0) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise _not_yaml(error.problem or error.context, line) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _not_yaml(error.reason, line) from error


_BLANK_LINE = re.compile(r"\n[ \t]++(?=\n|\Z)")


def _nodes(text: str) -> tuple[Node, ...]:
    import yaml

    try:
        return tuple(cast("Iterator[Node]", yaml.compose_all(text, Loader=_fast_loader())))
    except yaml.composer.ComposerError:
        return tuple(cast("Iterator[Node]", yaml.compose_all(text, Loader=_lenient_loader())))


@cache
def _fast_loader() -> type[SafeLoader]:
    """Return the parser in C, which takes a twentieth of the time; PyYAML can be built without it.

    Of what a text without a tag can mean, it tells only null from others.
    """
    import yaml

    base: type[SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    scalar_node = yaml.ScalarNode

    class Fast(base):  # type: ignore[misc, valid-type]
        def resolve(self, kind: object, value: Any, implicit: Any) -> str:
            is_null = kind is scalar_node and implicit[0] and value in _NULLS
            return "tag:yaml.org,2002:null" if is_null else "tag:yaml.org,2002:str"

        # Nobody tells what a node means by the path to it.
        def descend_resolver(self, node: object, index: object) -> None: ...

        def ascend_resolver(self) -> None: ...

    return Fast


_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@cache
def _lenient_loader() -> type[SafeLoader]:
    """Return a loader that lets an anchor be given twice, as YAML does and PyYAML does not."""
    from yaml import AliasEvent, SafeLoader

    class Lenient(SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            anchor = getattr(self.peek_event(), "anchor", None)  # type: ignore[no-untyped-call]
            if anchor is not None and not self.check_event(AliasEvent):
                self.anchors.pop(anchor, None)
            return super().compose_node(parent, index)

    return Lenient


_SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})(?:\\u(d[c-f][0-9a-f]{2}))?", re.IGNORECASE)


def _one_character(escapes: re.Match[str]) -> str:
    """Return one escape for the character that a pair of surrogates stands for.

    Alone they are none.
    """
    high, low = escapes.groups()
    if low is None:
        return "\\uFFFF"
    return f"\\U{0x10000 + (int(high, 16) - 0xD800 << 10) + int(low, 16) - 0xDC00:08X}"


# The parser recurses; no template is near this deep.
_DEEPEST = 200
_STACKED = re.compile(rf"(?:[-?:][ \t]+){{{_DEEPEST}}}|^[ ]{{{_DEEPEST * 4}}}", re.MULTILINE)


def _nests_deeply(text: str) -> bool:
    """Return whether brackets, dashes or indentation stack up deeper than any template does.

    Brackets in text count too: what matters is that nothing deep gets through.
    """
    longest = max(map(len, text.split("\n")))
    if longest >= 2 * _DEEPEST and _STACKED.search(text):
        return True
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return True
    return False


def _not_yaml(reason: str | None, line: int) -> UnreadableError:
    """Return the error that a text is not YAML, in one line that every report can show."""
    reason = (reason or "").partition("\n")[0][:200]
    reason = "".join(each if each.isprintable() else "?" for each in reason)
    mend = "correct it; if another program fills it in, analyse what that program writes"
    return UnreadableError(f"not readable as YAML: {reason}", line, mend)


@lru_cache(maxsize=256)  # aliases can make one long mapping the properties of every resource
def entries(node: Node | None) -> Mapping[str, tuple[Node, Node]]:
    """Return the entries of a mapping, by name, as pairs of key and value.

    Empty for any other node.

    The last of equal keys wins, and `<<` is merged as SAM's own reader does.
    """
    if node is None or node.id != "mapping":
        return _NO_ENTRIES
    found: dict[str, tuple[Node, Node]] = {
        pair[0].value: pair for pair in node.value if pair[0].id == "scalar"
    }
    if "<<" in found:
        found = {}
        for mapping in reversed(_with_merged(node)):
            for key, value in mapping.value:
                if key.id == "scalar" and key.value != "<<":
                    found[key.value] = (key, value)
    return found


_NO_ENTRIES: Mapping[str, tuple[Node, Node]] = MappingProxyType({})


def value_of(node: Node | None, name: str) -> Node | None:
    """Return the value under a name of a mapping; None where there is none, or an empty one."""
    found = entries(node).get(name)
    return None if found is None or is_empty(found[1]) else found[1]


def elements(node: Node) -> list[Node]:
    """Return the elements of a sequence; empty for any other node."""
    return list(node.value) if node.id == "sequence" else []


def scalar(node: Node | None) -> str | None:
    """Return the text that is written at a node, whatever it means; None for collections."""
    return str(node.value) if node is not None and node.id == "scalar" else None


def is_empty(node: Node) -> bool:
    """Return whether nothing is written where a value could stand, or null."""
    return node.id == "scalar" and (node.tag or "").endswith(":null")


def line_of(node: Node) -> int:
    """Return the line that a node begins at, from 1."""
    return int(node.start_mark.line) + 1


def below(node: Node) -> Iterator[Node]:
    """Yield the node and all nodes below it, each once, whatever aliases there are."""
    stack, seen = [node], set()
    while stack:
        each = stack.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if each.id == "mapping":
            stack.extend(part for pair in reversed(each.value) for part in reversed(pair))
        else:
            stack.extend(reversed(elements(each)))


def _with_merged(node: Node) -> list[Node]:
    """Return a mapping and those that it merges by `<<`, nearest first.

    A bounded number of them.
    """
    found: list[Node] = []
    queue = [node]
    while queue and len(found) < MERGE_LIMIT:
        mapping = queue.pop(0)
        if any(mapping is each for each in found):
            continue
        found.append(mapping)
        for key, value in mapping.value:
            if key.id == "scalar" and key.value == "<<":
                merged = [value] if value.id == "mapping" else elements(value)
                queue.extend(each for each in merged[:MERGE_LIMIT] if each.id == "mapping")
    return found
