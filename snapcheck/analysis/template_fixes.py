"""Fixes for deployment files: a version is published, and triggers name its alias.

They are edits of the text: everything else in the file stays as it is, comments included. Nothing
here deploys anything, so all of them are unsafe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from snapcheck.deploy.template import Node, UnreadableError, compose, entries, scalar, value_of
from snapcheck.fix.plan import Replacement
from snapcheck.model import Edit, Finding, Fix, Span
from snapcheck.read.lines import line_starts, span_of

RULES = frozenset(("SNAP801", "SNAP804"))
ALIAS = "live"
_NAME = re.compile(r"`([^`]+)`")
_SERVERLESS, _FUNCTION = "AWS::Serverless::Function", "AutoPublishAlias"
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
    else:
        names = _NAME.findall(finding.brief.subject)
        name = names[0] if len(names) == 1 else ""
        found = _qualified_in_terraform(file, name) if is_terraform else _qualified(file, name)
    if found is None:
        return None
    what, replacement = found
    place = span_of(span.path, file.lines, replacement.start, replacement.end)
    return Fix(f"{what} (unsafe: {_REVIEW}).", (Edit(place, replacement.text),), False)


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


_Found = tuple[str, Replacement] | None

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
