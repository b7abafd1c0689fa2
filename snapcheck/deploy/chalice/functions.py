"""The functions of a Chalice project: the application in `app.py`, and what its decorators deploy.

The application answers the routes; each function under `@app.lambda_function` or an event's
decorator is deployed as a Lambda function of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from snapcheck.deploy.place import Place
from snapcheck.deploy.template import UnreadableError, decode, read_bytes
from snapcheck.model import EntryPoint, EntryPointKind
from snapcheck.model.deployed import Declared, Deployed

_DEPLOYING = frozenset({"lambda_function", "schedule", "authorizer"})
_EVENTS = "on_"  # on_s3_event, on_sqs_message, on_cw_event and their like


def declared(place: Place) -> Declared:
    """Return what the project of a `.chalice/config.json` deploys."""
    folder = place.template.parent.parent
    file = folder / "app.py"
    if not place.disk.is_file(file) or place.relative(file) is None:
        return Declared()
    try:
        tree = ast.parse(decode(read_bytes(file, place.disk)))
    except (UnreadableError, SyntaxError, ValueError, RecursionError, MemoryError):
        return Declared()  # that it is broken is said where all files are checked
    roots = [folder, folder / "vendor"]
    inside = tuple(place.shown(each) for each in roots if place.disk.is_folder(each))
    entries = [
        EntryPoint(place.shown(file), name, EntryPointKind.TEMPLATE, place.name, inside)
        for name in dict.fromkeys(_deployed(tree))
    ]
    return Declared(tuple(Deployed(entry.function, place.name, entry) for entry in entries))


def _deployed(tree: ast.Module) -> Iterator[str]:
    """Yield the names of the application and of the functions that it deploys by themselves."""
    applications: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            function = node.value.func
            name = function.attr if isinstance(function, ast.Attribute) else None
            if name == "Chalice" or (isinstance(function, ast.Name) and function.id == "Chalice"):
                names = [target.id for target in node.targets if isinstance(target, ast.Name)]
                applications.update(names)
                yield from names
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and any(
            _deploys(decorator, applications) for decorator in node.decorator_list
        ):
            yield node.name


def _deploys(decorator: ast.expr, applications: set[str]) -> bool:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in applications
        and (function.attr in _DEPLOYING or function.attr.startswith(_EVENTS))
    )
