"""Fixes for default values: of parameters into the function, of fields into a factory."""

from __future__ import annotations

import libcst as cst

from snapcheck.fix.plan import Imported, Plan, Replacement
from snapcheck.fix.source import Source, below, names_in
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
    """A parameter's default becomes None, and the function makes the value where it is missing."""
    made = source.expression_at(finding.span)
    if made is None:
        return None
    for node in source.around(made):
        if isinstance(node, cst.Param):
            return _into_body(node, source)
        if isinstance(node, (cst.Lambda, cst.BaseComp, cst.BaseStatement, cst.NamedExpr)):
            return None
    return None


def _into_body(param: cst.Param, source: Source) -> Plan | None:
    parameters = source.parent(param)
    function = source.parent(parameters) if parameters is not None else None
    if not isinstance(function, cst.FunctionDef) or param.default is None:
        return None
    body = function.body
    if not isinstance(body, cst.IndentedBlock) or not body.body:
        return None  # all on one line
    if _names_that_mean_something_else(function, param.default, source):
        return None
    name = param.name.value
    annotation = _optional(param, source)
    start, indent = source.top_of_body(function)
    step = body.indent if body.indent is not None else source.indent
    lines = [f"if {name} is None:", f"{step}{name} = {source.code(param.default)}"]
    guard = "".join(f"{indent}{line}{source.newline}" for line in lines)
    default = _outer(param.default, source)
    replacements = [Replacement(start, start, guard), Replacement(*default, "None")]
    if annotation is not None:
        replacements.append(annotation)
    safe = not function.decorators and (param.annotation is None or annotation is not None)
    return Plan(
        f"Make the value of `{name}` on each call of `{function.name.value}`.",
        safe,
        replacements=tuple(replacements),
    )


def _names_that_mean_something_else(
    function: cst.FunctionDef, default: cst.BaseExpression, source: Source
) -> bool:
    """Whether a name of the default is another one inside the function."""
    inside = {
        node.value
        for part in (function.params, function.body)
        for node in _binders(part)
        if isinstance(node, cst.Name)
    }
    owner = next(
        (n for n in source.around(function) if isinstance(n, (cst.ClassDef, cst.FunctionDef))), None
    )
    if isinstance(owner, cst.ClassDef):
        inside |= {node.value for node in _binders(owner.body) if isinstance(node, cst.Name)}
    return bool(inside & names_in(default)) or any(
        isinstance(node, (cst.Await, cst.Yield, cst.NamedExpr)) for node in below(default)
    )


def _binders(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The names that are bound below a node: parameters, targets, definitions, imports."""
    found: list[cst.CSTNode] = []
    for each in below(node):
        if isinstance(each, (cst.Param, cst.FunctionDef, cst.ClassDef)):
            found.append(each.name)
        elif isinstance(
            each, (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.For, cst.CompFor)
        ):
            found.extend(below(each.target))
        elif isinstance(each, cst.NamedExpr):
            found.append(each.target)
        elif isinstance(each, cst.AsName):
            found.append(each.name)
        elif isinstance(each, cst.ImportAlias) and each.asname is None:
            found.extend(below(each.name))
    return found


def _outer(value: cst.BaseExpression, source: Source) -> tuple[int, int]:
    """Where an expression begins and ends, brackets around it included."""
    start, end = source.start(value), source.end(value)
    for _ in value.lpar:
        start = source.text.rindex("(", 0, start)
        end = source.text.index(")", end) + 1
    return start, end


def _optional(param: cst.Param, source: Source) -> Replacement | None:
    """The annotation with None added; None where there is none, or it takes a person."""
    if param.annotation is None:
        return None
    node = param.annotation.annotation
    if not isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)):
        return None
    if source.code(node) in ("Any", "object", "typing.Any") or "Optional" in source.code(node):
        return Replacement(source.end(node), source.end(node), "")
    return Replacement(source.end(node), source.end(node), " | None")


# --- fields ------------------------------------------------------------------------------------


def made_by_a_factory(finding: Finding, source: Source) -> Plan | None:
    """A field's default becomes a default factory, called for each object."""
    made = source.expression_at(finding.span)
    if made is None:
        return None
    statement: cst.CSTNode | None = made
    while statement is not None and not isinstance(statement, (cst.Assign, cst.AnnAssign)):
        if isinstance(statement, (cst.Lambda, cst.BaseStatement, cst.BaseComp)):
            return None
        statement = source.parent(statement)
    if statement is None or statement.value is None:
        return None
    call = _field_call(statement.value, source)
    if call is not None:
        return _of_field_call(call, made, source)
    if isinstance(statement, cst.AnnAssign):
        return _of_plain_default(statement, source)
    return None


def _field_call(value: cst.BaseExpression, source: Source) -> cst.Call | None:
    if isinstance(value, cst.Call) and source.resolve(value.func) in _FIELDS:
        return value
    return None


def _of_field_call(call: cst.Call, made: cst.BaseExpression, source: Source) -> Plan | None:
    """`field(default=value)` becomes `field(default_factory=lambda: value)`."""
    function = source.resolve(call.func)
    for number, arg in enumerate(call.args):
        if not any(node is made for node in below(arg.value)) or arg.star:
            continue
        by_place = arg.keyword is None and number == 0 and function == "pydantic.Field"
        if not by_place and (arg.keyword is None or arg.keyword.value != "default"):
            return None
        start, end = _outer(arg.value, source)
        if arg.keyword is not None:
            start = source.start(arg.keyword)
        text = f"{_FIELDS[function]}={_factory(arg.value, source)}"
        return _plan((Replacement(start, end, text),), (), True)
    return None


def _of_plain_default(statement: cst.AnnAssign, source: Source) -> Plan | None:
    """`name: type = value` becomes `name: type = field(default_factory=lambda: value)`."""
    owner = next((n for n in source.around(statement) if isinstance(n, cst.ClassDef)), None)
    if owner is None or statement.value is None or not isinstance(statement.target, cst.Name):
        return None
    if any(
        node.value == "ClassVar"
        for node in below(statement.annotation)
        if isinstance(node, cst.Name)
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
    start, end = _outer(statement.value, source)
    text = f"{spelled}({_FIELDS[function]}={_factory(statement.value, source)})"
    read_on_class = f"{owner.name.value}.{statement.target.value}" in source.text
    return _plan((Replacement(start, end, text),), imports, not read_on_class)


def _field_function(owner: cst.ClassDef, source: Source) -> str:
    """What declares a field in this class: `dataclasses.field`; empty where it has no fields."""
    for decorator in owner.decorators:
        node = decorator.decorator
        full = source.resolve(node.func if isinstance(node, cst.Call) else node)
        if full in _DATACLASS:
            return "dataclasses.field"
        if full in _ATTRS:
            return "attrs.field" if full.startswith("attrs.") else "attr.ib"
    if any(source.resolve(base.value) in _MODELS for base in owner.bases):
        return "pydantic.Field"
    return ""


def _factory(value: cst.BaseExpression, source: Source) -> str:
    """A callable that yields the value: the called function itself, or a lambda."""
    is_bare = isinstance(value, cst.Call) and not value.args and not value.lpar
    if isinstance(value, cst.Call) and is_bare and source.resolve(value.func):
        return source.code(value.func)
    return f"lambda: {source.code(value)}"


def _plan(replacements: tuple[Replacement, ...], imports: tuple[Imported, ...], safe: bool) -> Plan:
    return Plan(
        "Make the default for each object, by a factory.",
        safe,
        replacements=replacements,
        imports=imports,
    )
