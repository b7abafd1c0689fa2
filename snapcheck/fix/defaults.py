"""Fixes for default values: of parameters into the function, of fields into a factory."""

from __future__ import annotations

import ast

from snapcheck.fix.plan import Argument, Body, Change, Imported, Plan, Put
from snapcheck.fix.source import (
    COMPREHENSIONS,
    FUNCTIONS,
    Function,
    Source,
    below,
    names_in,
)
from snapcheck.model import Finding

_DATACLASS = frozenset(("dataclasses.dataclass", "pydantic.dataclasses.dataclass"))
_ATTRS = frozenset(
    (
        "attr.attrs",
        "attr.dataclass",
        "attr.define",
        "attr.frozen",
        "attr.mutable",
        "attr.s",
        "attrs.define",
        "attrs.frozen",
        "attrs.mutable",
    )
)
_MODELS = frozenset(("pydantic.BaseModel", "pydantic_settings.BaseSettings"))
# What declares a field, and under which keyword it takes a factory.
_FIELDS = {
    "dataclasses.field": "default_factory",
    "pydantic.Field": "default_factory",
    "attr.ib": "factory",
    "attr.field": "factory",
    "attrs.field": "factory",
    "sqlalchemy.Column": "default",
    "sqlalchemy.schema.Column": "default",
}


def made_in_the_body(finding: Finding, source: Source) -> Plan | None:
    """Plan to make a parameter's default None, and its value in the function where missing."""
    made = source.expression_at(finding.span)
    if made is None:
        return None
    inner: ast.AST = made
    for node in source.around(made):
        if isinstance(node, ast.arguments):
            parameter = _parameter(node, inner)
            return _into_body(*parameter, source) if parameter is not None else None
        if isinstance(node, (ast.Lambda, *COMPREHENSIONS, ast.stmt, ast.NamedExpr)):
            return None
        inner = node
    return None


def _parameter(arguments: ast.arguments, default: ast.AST) -> tuple[ast.arg, ast.expr] | None:
    """Return the parameter that has a default, and that default."""
    plain = [*arguments.posonlyargs, *arguments.args][-len(arguments.defaults) or None :]
    pairs = [
        *zip(plain, arguments.defaults, strict=False),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    return next(
        ((name, value) for name, value in pairs if value is not None and value is default), None
    )


def _into_body(param: ast.arg, default: ast.expr, source: Source) -> Plan | None:
    function = next((n for n in source.around(param) if isinstance(n, FUNCTIONS)), None)
    owner = source.parent(source.parent(param) or param)
    if function is None or owner is not function or not source.has_own_line(function.body[0]):
        return None  # a lambda, or all on one line
    if _names_that_mean_something_else(function, default, source):
        return None
    name = param.arg
    annotation = _optional(param, source)
    code = source.code(default, source.text.index("=", source.end(param)) + 1)
    indent = source.blanks_before(source.start(function.body[0]))
    step = indent.removeprefix(source.blanks_before(source.start(function))) or source.indent
    guard = Body(
        source.start(function),
        (f"if {name} is None:", f"{step}{name} = {code}"),
        indent,
    )
    optional = () if annotation is None or not annotation.text else (annotation,)
    safe = not function.decorator_list and (param.annotation is None or annotation is not None)
    return Plan(
        f"Make the value of `{name}` on each call of `{function.name}`.",
        safe,
        changes=(guard, Put(*source.place(default), "None"), *optional),
    )


def _names_that_mean_something_else(function: Function, default: ast.expr, source: Source) -> bool:
    """Tell whether a name of the default is another one inside the function."""
    inside = {name for part in (function.args, *function.body) for name in _binders(part)}
    owner = next((n for n in source.around(function) if isinstance(n, _OWNERS)), None)
    if isinstance(owner, ast.ClassDef):
        inside |= {name for part in owner.body for name in _binders(part)}
    return bool(inside & names_in(default)) or any(
        isinstance(node, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr))
        for node in ast.walk(default)
    )


_OWNERS = (ast.ClassDef, *FUNCTIONS)


def _binders(part: ast.AST) -> set[str]:
    """Return the names that are bound below a node: parameters, targets, definitions, imports."""
    found: set[str] = set()
    for node in ast.walk(part):
        if isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, _OWNERS):
            found.add(node.name)
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found


def _optional(param: ast.arg, source: Source) -> Put | None:
    """Return the annotation with None added; None where there is none, or it takes a person."""
    node = param.annotation
    if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
        return None
    code = source.code(node)
    if code in ("Any", "object", "typing.Any") or "Optional" in code:
        return Put(*source.place(node), "")
    return Put(*source.place(node), f"{code} | None")


# --- fields ------------------------------------------------------------------------------------


def made_by_a_factory(finding: Finding, source: Source) -> Plan | None:
    """Plan to turn a field's default into a default factory, called for each object."""
    made = source.expression_at(finding.span)
    statement: ast.AST | None = made
    while statement is not None and not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        if isinstance(statement, (ast.Lambda, ast.stmt, *COMPREHENSIONS)):
            return None
        statement = source.parent(statement)
    if made is None or statement is None or statement.value is None:
        return None
    call = statement.value
    if isinstance(call, ast.Call) and source.resolve(call.func) in _FIELDS:
        return _of_field_call(call, made, source)
    if isinstance(statement, ast.AnnAssign):
        return _of_plain_default(statement, source)
    return None


def _of_field_call(call: ast.Call, made: ast.expr, source: Source) -> Plan | None:
    """Plan to turn `field(default=value)` into `field(default_factory=lambda: value)`."""
    function = source.resolve(call.func)
    above = {id(made), *[id(node) for node in source.around(made)]}
    if call.args and id(call.args[0]) in above and function == "pydantic.Field":
        value, text = call.args[0], _FIELDS[function]
        behind = source.text.index("(", source.end(call.func)) + 1
        text = f"{text}={_factory(value, behind, source)}"
        return _plan((Argument(*source.place(value), text),), (), True)
    for each in call.keywords:
        if id(each.value) in above and each.arg == "default":
            behind = source.text.index("=", source.start(each)) + 1
            text = f"{_FIELDS[function]}={_factory(each.value, behind, source)}"
            return _plan((Argument(*source.place(each), text),), (), True)
    return None


def _of_plain_default(statement: ast.AnnAssign, source: Source) -> Plan | None:
    """Plan to turn `name: type = value` into a `field(default_factory=lambda: value)`."""
    owner = next((n for n in source.around(statement) if isinstance(n, ast.ClassDef)), None)
    value = statement.value
    if owner is None or value is None or not isinstance(statement.target, ast.Name):
        return None
    if _is_built_at_import(owner, source):
        return None  # what is built there keeps what a factory makes
    if "ClassVar" in names_in(statement.annotation) or any(
        isinstance(node, ast.Attribute) and node.attr == "ClassVar"
        for node in ast.walk(statement.annotation)
    ):
        return None
    function = _field_function(owner, source)
    if not function:
        return None
    module, _, name = function.rpartition(".")
    spelled = source.spelled(function) or name
    if not source.spelled(function) and name in source.bound:
        return None
    imports = () if source.spelled(function) else (Imported(module, name),)
    behind = source.text.index("=", source.end(statement.annotation)) + 1
    text = f"{spelled}({_FIELDS[function]}={_factory(value, behind, source)})"
    read_on_class = f"{owner.name}.{statement.target.id}" in source.text
    return _plan((Put(*source.place(value), text),), imports, not read_on_class)


def _is_built_at_import(owner: ast.ClassDef, source: Source) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == owner.name
        for node in below(source.tree, outside_functions=True)
    )


def _field_function(owner: ast.ClassDef, source: Source) -> str:
    """Return what declares a field in this class (`dataclasses.field`); empty if nothing does."""
    for node in owner.decorator_list:
        full = source.resolve(node.func if isinstance(node, ast.Call) else node)
        if full in _DATACLASS:
            return "dataclasses.field"
        if full in _ATTRS:
            return "attrs.field" if full.startswith("attrs.") else "attr.ib"
    if any(source.resolve(base) in _MODELS for base in owner.bases):
        return "pydantic.Field"
    return ""


def _factory(value: ast.expr, behind: int, source: Source) -> str:
    """Return a callable that yields the value: the called function itself, or a lambda."""
    code = source.code(value, behind)
    if (
        isinstance(value, ast.Call)
        and not (value.args or value.keywords or code.startswith("("))
        and source.resolve(value.func)
    ):
        return source.code(value.func)
    return f"lambda: {code}"


def _plan(changes: tuple[Change, ...], imports: tuple[Imported, ...], safe: bool) -> Plan:
    description = "Make the default for each object, by a factory."
    return Plan(description, safe, changes=changes, imports=imports)
