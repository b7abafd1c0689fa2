"""Fixes for deployment files: a version is published, and triggers name its alias.

They are edits of the text: everything else in the file stays as it is, comments included. Nothing
here deploys anything, so all of them are unsafe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from snapcheck.deploy.template import Node, UnreadableError, compose, entries, scalar, value_of
from snapcheck.fix.plan import Replacement
from snapcheck.model import Edit, Finding, Fix, Span
from snapcheck.read.lines import line_starts, span_of

RULES = frozenset(("SNAP801", "SNAP804"))
ALIAS = "live"
_NAME = re.compile(r"`([^`]+)`")
_SERVERLESS, _FUNCTION = "AWS::Serverless::Function", "AutoPublishAlias"
_OF_CLOUDFORMATION, _LATEST = "AWS::Lambda::Function", "$LATEST"
_ALIAS, _VERSION = "AWS::Lambda::Alias", "AWS::Lambda::Version"
_BLOCK = re.compile(r'^(resource|module)\s+"([^"]+)"(?:\s+"([^"]+)")?\s*\{', re.MULTILINE)
_PUBLISH = re.compile(r"^[ \t]*publish[ \t]*=[ \t]*(\S+)", re.MULTILINE)
# A name may be a part of a longer text, for which an ARN is no substitute.
_WHOLE = r"(^[\w\"']+ *: *)"
_REVIEW = "look at what a deployment would change"


def deployed_with_its_version(finding: Finding, text: str) -> Fix | None:
    """Publish a version where none is, or name the alias where the function itself is named."""
    span = finding.span
    file = _Text(text, span)
    is_terraform = span.path.endswith(".tf")
    if finding.rule == "SNAP801":
        found = _published_by_terraform(file) if is_terraform else _published(file)
        if found is None and not is_terraform:
            found = _published_by_a_resource(file) or _published_by_a_framework(file)
    else:
        names = _NAME.findall(finding.brief.subject)
        name = names[0] if len(names) == 1 else ""
        found = _qualified_in_terraform(file, name) if is_terraform else _qualified(file, name)
    if found is None:
        return None
    what, *replacements = found
    edits = tuple(
        [
            Edit(span_of(span.path, file.lines, each.start, each.end), each.text)
            for each in sorted(replacements, key=lambda each: each.start)
        ]
    )
    return Fix(f"{what} (unsafe: {_REVIEW}).", edits, False)


class _Text:
    """The text of a file, and where a finding on one of its keys begins."""

    def __init__(self, text: str, span: Span) -> None:
        self.text = text
        self.lines = line_starts(text)
        line = self.lines[span.line - 1]
        self.start = line + span.column - 1
        self.before = text[line : self.start]
        end = text.find("\n", self.start)
        self.end = len(text) if end < 0 else end

    @property
    def has_own_line(self) -> bool:
        """Tell whether nothing but blanks stands before the key."""
        return not self.before.strip()

    def above(self, line: str, *, between: str = "\n") -> Replacement:
        """Put a line above that of the key, indented as that is."""
        return Replacement(self.start, self.start, f"{line}{between}{self.before}")

    def instead(self, start: int, end: int, text: str) -> Replacement:
        """Put a text in place of what was found between two offsets of a match."""
        return Replacement(self.start + start, self.start + end, text)

    def attribute(self, name: str, value: str) -> str:
        """Return an attribute of Terraform, its sign below that of the key if that has one."""
        key = self.first(r"\w+ +(?==)")
        return f"{name.ljust(len(key[0]) - 1 if key is not None else 0)} = {value}"

    def first(self, pattern: str) -> re.Match[str] | None:
        """Return the first match in what is left of the line of the key."""
        return re.compile(pattern).search(self.text[self.start : self.end])


_Found = tuple[str, Replacement] | tuple[str, Replacement, Replacement] | None

# --- SAM and CloudFormation ----------------------------------------------------------------------


def _published(file: _Text) -> _Found:
    """Return `AutoPublishAlias` for a function of SAM, or for all of them."""
    is_json = file.text[file.start] == '"'
    what = f"Publish a version on each change, with the alias `{ALIAS}`"
    if not any(each is not None and _is_at(each, file) for each in _switches_of_sam(file.text)):
        return None
    if is_json:
        entry = f'"{_FUNCTION}": "{ALIAS}",'
        if file.has_own_line:
            return what, file.above(entry)
        return what, Replacement(file.start, file.start, f"{entry} ")
    if not file.has_own_line:
        return None
    return what, file.above(f"{_FUNCTION}: {ALIAS}")


def _published_by_a_resource(file: _Text) -> _Found:
    """Return an `AWS::Lambda::Version` for a function of CloudFormation, for its alias as well.

    Nothing may speak of the function but aliases: whatever calls it would have to call the version.
    """
    for document in _documents(file.text):
        resources = entries(value_of(document, "Resources"))
        for name, (key, resource) in resources.items():
            if _is_switched_on_at(resource, file) and f"{name}Version" not in resources:
                others = [each for other, (_, each) in resources.items() if other != name]
                aliases = [each for each in others if _kind(each) == _ALIAS]
                rest = [each for each in others if each not in aliases]
                if not any(_speaks_of(each, name) for each in rest):
                    return _with_a_version(file, key, resource, aliases)
    return None


def _published_by_a_framework(file: _Text) -> _Found:
    """Return `versionFunctions: true` where the Serverless Framework is told to publish nothing.

    The events of a function would call it without its version.
    """
    for document in _documents(file.text):
        functions = entries(value_of(document, "functions")).values()
        given = value_of(value_of(document, "provider"), "versionFunctions")
        own = {key for _, function in functions for key in entries(function)}
        if given is None or scalar(given) != "false":
            continue
        if own.isdisjoint(("events", "versionFunction")):
            return "Publish a version on each change", _instead_of(given, "true", file)
    return None


def _instead_of(node: Node, text: str, file: _Text) -> Replacement:
    start, end = [file.lines[int(m.line)] + int(m.column) for m in (node.start_mark, node.end_mark)]
    return Replacement(start, end, text)


def _is_switched_on_at(resource: Node, file: _Text) -> bool:
    """Tell whether a function of CloudFormation, in block style, has the key of the finding."""
    found = entries(value_of(resource, "Properties"))
    is_on = "SnapStart" in found and _is_at(found["SnapStart"][0], file)
    return is_on and _kind(resource) == _OF_CLOUDFORMATION and '"' not in file.before


def _with_a_version(file: _Text, key: Node, resource: Node, aliases: Sequence[Node]) -> _Found:
    name, indent = str(key.value), " " * int(key.start_mark.column)
    step = " " * (int(resource.start_mark.column) - len(indent))
    if not step or file.text[file.lines[int(key.start_mark.line)]] in "{\t":
        return None
    version = f"{name}Version"
    lines = (
        f"{indent}{version}:",
        f"{indent}{step}Type: {_VERSION}",
        f"{indent}{step}Properties:",
        f"{indent}{step}{step}FunctionName: !Ref {name}",
    )
    # A text of several lines ends where the next line begins.
    ends = [each.end_mark for each in _leaves(resource)]
    last = max(int(each.line) - (not each.column) for each in ends)
    if last + 1 >= len(file.lines):
        return None  # the last line has no end
    at = file.lines[last + 1]
    added = Replacement(at, at, "".join(f"{line}\n" for line in lines))
    what = f"Publish a version, `{version}`, to be named anew whenever the code changes"
    old = [value_of(value_of(each, "Properties"), "FunctionVersion") for each in aliases]
    latest = [each for each in old if each is not None and scalar(each) == _LATEST]
    if len(latest) != len(aliases) or len(latest) > 1:
        return None
    if not latest:
        return what, added
    return what, added, _instead_of(latest[0], f"!GetAtt {version}.Version", file)


def _kind(resource: Node) -> str | None:
    return scalar(value_of(resource, "Type"))


def _leaves(node: Node) -> Iterator[Node]:
    """Yield the scalars below a node: the others end where the next token begins."""
    if node.id == "mapping":
        for key, value in node.value:
            yield from (*_leaves(key), *_leaves(value))
    elif node.id == "sequence":
        for each in node.value:
            yield from _leaves(each)
    else:
        yield node


def _speaks_of(node: Node, name: str) -> bool:
    """Tell whether a resource may refer to another one."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(whole.search(str(each.value)) for each in _leaves(node))


def _is_at(key: Node, file: _Text) -> bool:
    """Tell whether a key is the one that the finding is about."""
    line, column = int(key.start_mark.line), int(key.start_mark.column)
    return line < len(file.lines) and file.lines[line] + column == file.start


def _switches_of_sam(text: str) -> Iterator[Node | None]:
    """Return the keys `SnapStart` of the functions of SAM, and of their `Globals`."""
    for document in _documents(text):
        shared = value_of(value_of(document, "Globals"), "Function")
        yield from _keys(shared)
        for _, resource in entries(value_of(document, "Resources")).values():
            if scalar(value_of(resource, "Type")) == _SERVERLESS:
                yield from _keys(value_of(resource, "Properties"))


def _keys(properties: Node | None) -> Iterator[Node]:
    found = entries(properties)
    if "SnapStart" in found and _FUNCTION not in found:
        yield found["SnapStart"][0]


@lru_cache(maxsize=1)  # all findings on a file ask for those of its text
def _documents(text: str) -> tuple[Node, ...]:
    try:
        return compose(text)
    except UnreadableError:
        return ()


def _qualified(file: _Text, name: str) -> _Found:
    """Return the alias, or the version, instead of the function itself."""
    target = _target(file.text, name)
    if target is None:
        return None
    quoted = re.escape(name)
    for pattern, text in (
        (rf"{_WHOLE}!Ref +{quoted}(?![\w.])", f"!Ref {target}"),
        (rf"!GetAtt +{quoted}\.Arn\b", f"!Ref {target}"),
        (rf"\$\{{{quoted}\.Arn\}}(?!:)", f"${{{target}}}"),
        (rf'{_WHOLE}\{{ *"Ref": *"{quoted}"', f'{{"Ref": "{target}"'),
        (rf'"Fn::GetAtt": *\[ *"{quoted}", *"Arn" *\]', f'"Ref": "{target}"'),
    ):
        found = file.first(pattern)
        if found is not None:
            start = found.end(1) if found.re.groups else found.start()
            return f"Name `{target}`", file.instead(start, found.end(), text)
    return None


def _target(text: str, name: str) -> str | None:
    """Return what names the version of a function to be called: `Orders.Alias`, or a resource."""
    for document in _documents(text):
        resources = entries(value_of(document, "Resources"))
        shared = value_of(value_of(document, "Globals"), "Function")
        resource = resources[name][1] if name in resources else None
        properties = value_of(resource, "Properties")
        is_of_sam = scalar(value_of(resource, "Type")) == _SERVERLESS
        if is_of_sam and any(_FUNCTION in entries(each) for each in (properties, shared)):
            return f"{name}.Alias"
        for kind in (_ALIAS, _VERSION):
            for other, (_, each) in resources.items():
                function = value_of(value_of(each, "Properties"), "FunctionName")
                if scalar(value_of(each, "Type")) == kind and _names(function, name):
                    return other
    return None


def _names(node: Node | None, name: str) -> bool:
    """Tell whether `!Ref NAME` or the like is written at a node."""
    if node is None:
        return False
    if node.id == "mapping":
        return any(_names(value, name) for _, value in node.value)
    if node.id == "sequence":
        return bool(node.value) and scalar(node.value[0]) == name
    return str(node.value) in (name, f"{name}.Arn")


# --- Terraform -----------------------------------------------------------------------------------


def _published_by_terraform(file: _Text) -> _Found:
    """Return `publish = true`, in the block that switches SnapStart on."""
    blocks = list(_BLOCK.finditer(file.text, 0, file.start))
    end = file.text.find("\n}", file.start)
    if not blocks or end < 0 or not file.has_own_line:
        return None
    block = blocks[-1]
    if block[1] == "resource" and block[2] != "aws_lambda_function":
        return None
    what = "Publish a version on each change"
    given = _PUBLISH.search(file.text, block.end(), end)
    if given is not None:
        return what, Replacement(*given.span(1), "true")
    between = "\n\n" if block[1] == "resource" else "\n"
    return what, file.above(file.attribute("publish", "true"), between=between)


def _qualified_in_terraform(file: _Text, name: str) -> _Found:
    """Return the name of the version, where the name of the function stands."""
    short = name.rpartition(".")[2]
    function = rf"\baws_lambda_function\.{re.escape(short)}"
    for attribute in ("invoke_arn", "arn"):
        found = file.first(rf"{function}(?:\[[^\]]*\])?\.({attribute})\b")
        if found is not None:
            replacement = file.instead(found.start(1), found.start(1), "qualified_")
            return f"Name the version by `qualified_{attribute}`", replacement
    found = file.first(rf"({function}(?:\[[^\]]*\])?)\.function_name\b")
    is_key = file.text.startswith("function_name", file.start)
    if found is None or not file.has_own_line or not is_key:
        return None
    line = file.attribute("qualifier", f"{found[1]}.version")
    return "Name the version, too", file.above(line)
