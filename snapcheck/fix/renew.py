"""Fixes that make a kept value again after each restore, and those that declare a global."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from snapcheck.fix.generators import draws_from, reseeding_for
from snapcheck.fix.plan import Imported, Plan, Renewal
from snapcheck.fix.source import COMPREHENSIONS, FUNCTIONS, Assignment, Source, names_in, target_of
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
    if not isinstance(target, ast.Name) or _is_final(statement):
        return None
    primitives = _primitives(finding, source)
    entry = _entry(made, statement, source)
    declared: tuple[str, ...] = ()
    if entry is not None:
        key, value, code = entry
        place = f"{target.id}[{key}]"
    elif source.is_top_level(statement):
        place, value, declared = target.id, statement.value, (target.id,)
        code = source.value_of(statement)
    else:
        owner = _class_of(statement, source)
        if owner is None:
            return None
        place, value = f"{owner}.{target.id}", statement.value
        code = source.value_of(statement)
    if not _seen_at_every_use(finding, source, target.id):
        return None
    below_it = source.outermost(statement)
    reseeding = _reseeding(value, source)
    if reseeding is None:
        return None
    first, imports = reseeding
    renewal = Renewal(f"{place} = {code}", declared, names_in(value), below_it)
    description = f"Make `{place}` again after each restore."
    safe = _is_simple(value, primitives, source)
    return Plan(description, safe, renewals=(*first, renewal), imports=imports)


def declared_global(finding: Finding, source: Source) -> Plan | None:
    """The hook says `global` for the name that it assigns."""
    target = source.expression_at(finding.span)
    if not isinstance(target, ast.Name):
        return None
    function = next((n for n in source.around(target) if isinstance(n, FUNCTIONS)), None)
    if function is None or not source.has_own_line(function.body[0]):
        return None
    description = f"Declare `{target.id}` as a global of the module in `{function.name}`."
    return Plan(description, True, declared=((function, target.id),))


def _reseeding(
    value: ast.expr, source: Source
) -> tuple[tuple[Renewal, ...], tuple[Imported, ...]] | None:
    """What must be reseeded before a value is drawn again; None where that can't be written."""
    renewals: list[Renewal] = []
    imports: list[Imported] = []
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and draws_from(node, source):
            reseeding = reseeding_for(node, source)
            if reseeding is None:
                return None
            renewals.append(reseeding[0])
            imports.extend(reseeding[1])
    return tuple(renewals), tuple(imports)


def _assignment(made: ast.expr, source: Source) -> Assignment | None:
    """The assignment whose value an expression is part of, with no scope in between."""
    statement = source.statement_of(made)
    return statement if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None


def _entry(
    made: ast.expr, statement: Assignment, source: Source
) -> tuple[str, ast.expr, str] | None:
    """Key, value and its code of the entry of a dict display at the top level that holds `made`."""
    if not isinstance(statement.value, ast.Dict) or not source.is_top_level(statement):
        return None
    for key, value in zip(statement.value.keys, statement.value.values, strict=True):
        if (
            isinstance(key, ast.Constant)
            and isinstance(key.value, (str, bytes, int))
            and any(node is made for node in ast.walk(value))
        ):
            behind = source.text.index(":", source.end(key)) + 1
            return source.code(key), value, source.code(value, behind)
    return None


def _class_of(statement: Assignment, source: Source) -> str | None:
    """The class at the top level that an assignment stands in, if its code needs no class scope."""
    owner = source.parent(statement)
    if not isinstance(owner, ast.ClassDef) or source.parent(owner) is not source.tree:
        return None
    if owner.decorator_list or owner.keywords or owner.bases:
        return None  # what they make of the attribute is not known
    assert statement.value is not None
    names = names_in(statement.value)
    bound = {
        name for each in owner.body if not isinstance(each, FUNCTIONS) for name in names_in(each)
    } - {name for name in names if name in source.imported}
    return None if bound & names - _PURE else owner.name


def _is_final(statement: Assignment) -> bool:
    return isinstance(statement, ast.AnnAssign) and any(
        "Final" in (getattr(node, "id", ""), getattr(node, "attr", ""))
        for node in ast.walk(statement.annotation)
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


def _is_simple(value: ast.expr, primitives: Collection[int], source: Source) -> bool:
    """Whether to compute a value again has no effect but the new value."""
    return all(_is_harmless(node, primitives, source) for node in ast.walk(value))


def _is_harmless(node: ast.AST, primitives: Collection[int], source: Source) -> bool:
    if isinstance(node, _HARMFUL):
        return False
    if not isinstance(node, ast.Call):
        return True
    if source.start(node) in primitives and source.resolve(node.func):
        return True
    if isinstance(node.func, ast.Name):
        return node.func.id in _PURE and node.func.id not in source.imported
    return isinstance(node.func, ast.Attribute) and node.func.attr in _PURE_METHODS


_HARMFUL = (
    *(ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda, *COMPREHENSIONS),
    *(ast.Dict, ast.List, ast.Set),  # others may hold the very object
)
