"""Fixes that make a kept value again after each restore, and those that declare a global."""

from __future__ import annotations

import re
from collections.abc import Collection

import libcst as cst

from snapcheck.fix.generators import draws_from, reseeding_for
from snapcheck.fix.plan import Imported, Plan, Renewal
from snapcheck.fix.source import Assignment, Source, below, names_in, target_of
from snapcheck.model import Finding, StepKind

# Functions that yield a new value from what they are given and do nothing else.
_PURE = frozenset(
    ("abs", "bytes", "float", "format", "hash", "hex", "int", "len", "repr", "round", "str")
)
_PURE_METHODS = frozenset(
    (
        *("date", "isoformat", "replace", "astimezone", "strftime", "time", "timestamp"),
        *("decode", "encode", "format", "hex", "hexdigest", "join", "split", "zfill"),
        *("lower", "lstrip", "rstrip", "strip", "title", "upper"),
    )
)


def renewed(finding: Finding, source: Source) -> Plan | None:
    """The value is made again, by the same code, in a hook that runs after each restore."""
    made = source.expression_at(finding.span)
    statement = _assignment(made, source) if made is not None else None
    if made is None or statement is None or statement.value is None:
        return None
    target = target_of(statement)
    if not isinstance(target, cst.Name) or _is_final(statement):
        return None
    primitives = _primitives(finding, source)
    entry = _entry(made, statement, source)
    declared: tuple[str, ...] = ()
    if entry is not None:
        key, value = entry
        place = f"{target.value}[{key}]"
    elif source.is_top_level(statement):
        place, value, declared = target.value, statement.value, (target.value,)
    else:
        owner = _class_of(statement, source)
        if owner is None:
            return None
        place, value = f"{owner}.{target.value}", statement.value
    if not _seen_at_every_use(finding, source, target.value):
        return None
    below_it = source.outermost(statement)
    reseeding = _reseeding(value, source)
    if reseeding is None:
        return None
    first, imports = reseeding
    renewal = Renewal(f"{place} = {source.code(value)}", declared, names_in(value), below_it)
    description = f"Make `{place}` again after each restore."
    safe = _is_simple(value, primitives, source)
    return Plan(description, safe, renewals=(*first, renewal), imports=imports)


def declared_global(finding: Finding, source: Source) -> Plan | None:
    """The hook says `global` for the name that it assigns."""
    target = source.expression_at(finding.span)
    if not isinstance(target, cst.Name):
        return None
    function = next((n for n in source.around(target) if isinstance(n, cst.FunctionDef)), None)
    if function is None or not isinstance(function.body, cst.IndentedBlock):
        return None
    description = f"Declare `{target.value}` as a global of the module in `{function.name.value}`."
    return Plan(description, True, declared=((function, target.value),))


def _reseeding(
    value: cst.BaseExpression, source: Source
) -> tuple[tuple[Renewal, ...], tuple[Imported, ...]] | None:
    """What must be reseeded before a value is drawn again; None where that can't be written."""
    renewals: list[Renewal] = []
    imports: list[Imported] = []
    for node in below(value):
        if isinstance(node, cst.Call) and draws_from(node, source):
            reseeding = reseeding_for(node, source)
            if reseeding is None:
                return None
            renewals.append(reseeding[0])
            imports.extend(reseeding[1])
    return tuple(renewals), tuple(imports)


def _assignment(made: cst.BaseExpression, source: Source) -> Assignment | None:
    """The assignment whose value an expression is part of, with no scope in between."""
    for node in source.around(made):
        if isinstance(node, (cst.Assign, cst.AnnAssign)):
            return node
        if isinstance(node, (cst.Lambda, cst.BaseComp, cst.BaseStatement, cst.NamedExpr)):
            return None
    return None


def _entry(
    made: cst.BaseExpression, statement: Assignment, source: Source
) -> tuple[str, cst.BaseExpression] | None:
    """Key and value of the entry that holds the value in a dict display at the top level."""
    if not isinstance(statement.value, cst.Dict) or not source.is_top_level(statement):
        return None
    for element in statement.value.elements:
        if (
            isinstance(element, cst.DictElement)
            and isinstance(element.key, (cst.SimpleString, cst.Integer))
            and any(node is made for node in below(element.value))
        ):
            return source.code(element.key), element.value
    return None


def _class_of(statement: cst.CSTNode, source: Source) -> str | None:
    """The class at the top level that an assignment stands in, if its code needs no class scope."""
    line = source.parent(statement)
    block = source.parent(line) if isinstance(line, cst.SimpleStatementLine) else None
    owner = source.parent(block) if isinstance(block, cst.IndentedBlock) else None
    if not isinstance(owner, cst.ClassDef) or source.parent(owner) is not source.tree:
        return None
    if owner.decorators or owner.keywords or owner.bases:
        return None  # what they make of the attribute is not known
    assert isinstance(statement, (cst.Assign, cst.AnnAssign))
    assert statement.value is not None
    bound = {
        node.value
        for each in owner.body.body
        for node in below(each)
        if isinstance(node, cst.Name) and not isinstance(each, cst.FunctionDef)
    } - {name for name in names_in(statement.value) if name in source.imported}
    return None if bound & names_in(statement.value) - _PURE else owner.name.value


def _is_final(statement: Assignment) -> bool:
    if not isinstance(statement, cst.AnnAssign):
        return False
    return any(
        isinstance(node, cst.Name) and node.value == "Final" for node in below(statement.annotation)
    )


def _seen_at_every_use(finding: Finding, source: Source, name: str) -> bool:
    """Whether the uses in the story read the name itself.

    A copy under another name, or in a module that imported the name, would not be renewed.
    """
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return all(
        step.span.path == finding.span.path and word.search(source.slice(step.span))
        for step in finding.trace
        if step.kind is StepKind.USED and step.span is not None
    )


def _primitives(finding: Finding, source: Source) -> set[int]:
    """Where the calls begin that make the value by themselves."""
    return {
        source.offset(step.span.line, step.span.column)
        for step in finding.trace
        if step.kind is StepKind.MADE
        and step.span is not None
        and step.span.path == finding.span.path
    }


def _is_simple(value: cst.BaseExpression, primitives: Collection[int], source: Source) -> bool:
    """Whether to compute a value again has no effect but the new value."""
    return all(_is_harmless(node, primitives, source) for node in below(value))


def _is_harmless(node: cst.CSTNode, primitives: Collection[int], source: Source) -> bool:
    if isinstance(node, (cst.Await, cst.Yield, cst.NamedExpr, cst.Lambda, cst.BaseComp)):
        return False
    if isinstance(node, (cst.Dict, cst.List, cst.Set)):
        return False  # others may hold the very object
    if not isinstance(node, cst.Call):
        return True
    if source.start(node) in primitives and source.resolve(node.func):
        return True
    if isinstance(node.func, cst.Name):
        return node.func.value in _PURE and node.func.value not in source.imported
    return isinstance(node.func, cst.Attribute) and node.func.attr.value in _PURE_METHODS
