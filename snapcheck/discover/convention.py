"""Entry points by convention: what a handler looks like where no template names it."""

from __future__ import annotations

import re
from collections.abc import Collection

from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.link.syntax import absolute_imports, bound_names, last_names
from snapcheck.model import EntryPoint, EntryPointKind

_HANDLER_NAMES = frozenset({"handler", "lambda_handler"})
_EVENT = frozenset({"event", "evt"})
_CONTEXT = frozenset({"context", "ctx"})

# Files that hold none of this are not read for entry points. A def may be spread over lines,
# and its first parameter annotated. Each expression begins with plain text, for which Python
# searches ten times as fast as for a choice or a `\b`.
_SCREENS = tuple(
    re.compile(expression)
    for expression in (
        rb"\(\s*+_*+(?:event|evt)_*+\s*+[,:]",
        rb"start_response(?<!\wstart_response)\b",
        rb"chalice(?<!\wchalice)\b",
    )
)
_HANDLER = re.compile(rb"handler(?:(?<!\whandler)|(?<=\blambda_handler))\b")
# A line that follows a comma goes on in brackets; there, what is given a value is a keyword.
_IN_BRACKETS = re.compile(rb"(?:\(\s*|,[ \t]*\r?\n\s*)\Z")
_TEXT = re.compile(rb"\"[^\"]*\"|'[^']*'|#.*")
_VALUE = re.compile(rb"[ \t]*=(?!=)")
# So far may a line be indented for what is before it to be looked at.
_INDENTED = 200
_ASGI = re.compile(rb"\(\s*+scope\s*+[,:]")
# An application object of these is called with an event and a context itself.
_FRAMEWORKS = frozenset({"chalice"})
# What is decorated by these is called by another platform: the library, a decorator, who calls.
_FOREIGN = (
    (
        "bedrock_agentcore",
        re.compile("entrypoint|async_task|ping|websocket"),
        "Bedrock AgentCore runs it, in a container",
    ),
    (
        "functions_framework",
        re.compile("http|cloud_event|typed|background_event"),
        "Google Cloud runs it",
    ),
    ("firebase_functions", re.compile("on_[a-z_]+"), "Firebase runs it"),
)
_TEST = re.compile(
    r"(?:^|/)(?:tests?|testing|__tests__)/|(?:^|/)(?:test_[^/]*|[^/]*_test|conftest|setup)\.py$"
)


def may_hold_entry_point(path: str, source: bytes) -> bool:
    """Return whether reading the file could show an entry point; tests never hold one."""
    if is_test(path):
        return False
    return (
        _may_bind_handler(source)
        or any(screen.search(source) for screen in _SCREENS)
        # Every part of a CDK program is given a scope.
        or (b"receive" in source and _ASGI.search(source) is not None)
    )


def _may_bind_handler(source: bytes) -> bool:
    """Return whether the name of a handler stands where it may be bound.

    As the last part of a dotted name it is not, nor as an argument's keyword: so CDK programs name
    those of others.
    """
    for found in _HANDLER.finditer(source):
        start = found.start() - len(b"lambda_") * source.endswith(b"lambda_", 0, found.start())
        before = source[max(0, start - _INDENTED) : start]
        if before.endswith(b"."):
            continue
        if not _VALUE.match(source, found.end()) or not _is_in_brackets(before):
            return True
    return False


def _is_in_brackets(before: bytes) -> bool:
    """Return whether what follows surely stands in brackets that were opened before."""
    if _IN_BRACKETS.search(before):
        return True
    line = _TEXT.sub(b"", before.rpartition(b"\n")[2])
    return line.count(b"(") > line.count(b")") and line.rstrip().endswith(b",")


def is_test(path: str) -> bool:
    """Return whether a file is a test or serves tests or packaging, by where it lies."""
    return _TEST.search(path) is not None


def entry_points(module: ModuleFacts) -> list[EntryPoint]:
    """Return what looks like an entry point in a module, by its name or its parameters.

    A name like `handler` that is bound to no function is only a candidate: whether it is bound to
    something that takes an event shows when the program is linked.
    """
    bound = bound_names(module)
    names = [name for name in bound if name in _HANDLER_NAMES]
    if not _FRAMEWORKS.isdisjoint(_imported(module)):
        functions = {function.name for function in module.functions}
        names.extend(name for name in bound if name not in names and name not in functions)
    defined = _top_level_functions(module, bound)
    names.extend(f.name for f in defined if _takes_event_and_context(f) and f.name not in names)
    if not names:
        names = [f.name for f in defined if _is_web_application(f)]
    foreign = foreign_functions(module)
    names = [name for name in names if name not in foreign]
    return [EntryPoint(module.path, name, EntryPointKind.CONVENTION) for name in names]


def foreign_functions(module: ModuleFacts) -> dict[str, str]:
    """Return functions that look like handlers but that another platform calls, and which."""
    imported = _imported(module)
    return {
        function.name: why
        for library, decorator, why in _FOREIGN
        if library in imported
        for function in _top_level_functions(module, bound_names(module))
        if any(map(decorator.fullmatch, last_names(function.decorators)))
    }


def _imported(module: ModuleFacts) -> frozenset[str]:
    """Return the libraries that the top level imports, or anything of."""
    return frozenset([name.partition(".")[0] for name in absolute_imports(module.body)])


def _top_level_functions(module: ModuleFacts, bound: Collection[str]) -> list[FunctionFacts]:
    return [f for f in module.functions if f.qualified in bound and f.cls is None]


def _takes_event_and_context(function: FunctionFacts) -> bool:
    """Return two positional parameters, event and context; further ones have defaults."""
    positional = [p for p in function.parameters if p.kind == "positional"]
    if len(positional) < 2:
        return False
    if positional[0].name.strip("_") not in _EVENT or positional[1].name.strip("_") not in _CONTEXT:
        return False
    return all(
        parameter.default is not None or parameter.kind in ("*", "**")
        for parameter in function.parameters
        if parameter not in positional[:2]
    )


def _is_web_application(function: FunctionFacts) -> bool:
    """Return a WSGI or ASGI callable, which a web adapter serves."""
    names = [p.name for p in function.parameters if p.kind == "positional" and p.default is None]
    if names == ["environ", "start_response"]:
        return True
    return function.is_async and names == ["scope", "receive", "send"]
