"""Fixes that run statements of the module again, or empty a cache, after each restore."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping

from snapcheck.fix.again import is_of_a_library, maker_of, works_in_a_hook
from snapcheck.fix.generators import reseeding_of
from snapcheck.fix.plan import Plan, Renewal
from snapcheck.fix.renew import is_absent
from snapcheck.fix.source import FUNCTIONS, Function, Source, below, names_in
from snapcheck.fix.touched import LONG_TEXTS, touching
from snapcheck.model import Finding, StepKind
from snapcheck.model.proof import Holder

_CACHES = frozenset(("functools.lru_cache", "functools.cache"))
_BLOCKS = (ast.If, ast.For, ast.With, ast.Try)
# Where a function declares a global it can give it no annotation.
_NOT_AGAIN = (
    *(*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom),
    *(ast.AugAssign, ast.AnnAssign, ast.Await),
)
# Methods that put the same entries again, and not more of them.
_REPLACING = frozenset(("update", "set", "__setitem__", "cache_clear"))
_MOST_LINES = 12
_CONSTRUCTORS = frozenset(("__init__", "__post_init__"))


def cache_cleared(finding: Finding, source: Source) -> Plan | None:
    """Plan to empty a cache that INIT filled in a hook: the first call after it fills it again."""
    kept = finding.kept
    if kept is None or kept.holder is not Holder.CACHE or kept.module != finding.span.path:
        return None
    if sum(step.kind is StepKind.KEPT for step in finding.trace) != 1:
        return None  # others hold what the cache holds
    function = source.definition(str(kept.path[0]))
    if not isinstance(function, ast.FunctionDef) or function not in source.tree.body:
        return None
    decorators = [
        source.resolve(each.func if isinstance(each, ast.Call) else each)
        for each in function.decorator_list
    ]
    reseeding = reseeding_of(function.body, source)
    if len(decorators) != 1 or decorators[0] not in _CACHES or reseeding is None:
        return None
    first, imports = reseeding
    renewal = Renewal(
        f"{function.name}.cache_clear()", names=frozenset((function.name,)), below=function
    )
    description = f"Empty the cache of `{function.name}` after each restore."
    return Plan(description, True, renewals=(*first, renewal), imports=imports)


def run_again(finding: Finding, source: Source) -> Plan | None:
    """Plan a hook that runs the statement again that makes the value, or calls its maker."""
    top = _statement(finding, source)
    if top is None:
        return None
    stored = dict.fromkeys(
        node.id
        for node in below(top, outside_functions=True)
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
    )
    reseeding = reseeding_of([top], source)
    entries = {entry.function for entry in finding.entry_points}
    if reseeding is None or not works_in_a_hook([top], stored, finding, source):
        return None
    if stored.keys() & entries or _is_read_below(top, stored, source):
        return None  # who calls it, or was made of it, holds the old one
    if touching(stored, top, source) != ():
        return None  # what is done to it would be missing
    first, imports = reseeding
    text = source.text[source.start(top) : source.end(top)]
    is_block = isinstance(top, _BLOCKS) or not any(mark in text for mark in LONG_TEXTS)
    renewal = Renewal(text, tuple(stored), names_in(top), top, is_block=is_block)
    what = "`, `".join(stored) or text.partition("\n")[0]
    doubts = "its code runs once more" + ("; who holds the old object keeps it" if stored else "")
    description = f"Make `{what}` again after each restore (unsafe: {doubts})."
    return Plan(description, False, renewals=(*first, renewal), imports=imports)


def _is_read_below(top: ast.stmt, names: Collection[str], source: Source) -> bool:
    """Tell whether the module makes something else of variables, further down."""
    last = source.once(_last_reads)
    return any(last.get(name, 0) > top.lineno for name in names)


def _last_reads(source: Source) -> Mapping[str, int]:
    """Return the line of the module's last assignment that reads each variable."""
    return {
        node.id: statement.lineno
        for statement in source.tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for node in below(statement, outside_functions=True)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _statement(finding: Finding, source: Source) -> ast.stmt | None:
    """Return the statement of the module that is to run again; None where that would not do."""
    expression = source.expression_at(finding.span)
    if expression is None or is_absent(finding):
        return None
    top: ast.stmt | None = source.outermost(expression)
    if isinstance(top, (*FUNCTIONS, ast.ClassDef)):
        caller = _only_caller(top, source)
        is_made = _makes_it(top, caller, expression, source)
        top = caller if is_made and _is_kept_by(caller, top, finding) else None
    elif any(isinstance(node, ast.Subscript) for node in source.around(expression)):
        return None  # under another key it would be there twice
    if top is None or not _can_run_again(top, source) or not _is_the_holder(top, finding):
        return None
    return top


def _makes_it(
    top: Function | ast.ClassDef, caller: ast.stmt | None, expression: ast.expr, source: Source
) -> bool:
    """Tell whether the caller makes the value each time: no other method does, and no condition."""
    if isinstance(top, ast.ClassDef):
        method = next((n for n in source.around(expression) if isinstance(n, FUNCTIONS)), None)
        by_factory = any(isinstance(node, ast.Lambda) for node in source.around(expression))
        is_made = by_factory if method is None else method.name in _CONSTRUCTORS
        return isinstance(caller, ast.Assign) and is_made
    return isinstance(caller, ast.Assign) or not any(isinstance(n, ast.If) for n in ast.walk(top))


def _is_kept_by(caller: ast.stmt | None, maker: Function | ast.ClassDef, finding: Finding) -> bool:
    """Tell whether a caller keeps what a function makes, which makes nothing on a condition."""
    kinds = {type(node) for node in ast.walk(maker)}
    if finding.kept is None or ast.If not in kinds:
        return True
    if ast.Global in kinds:
        return False  # it may ask whether it was there before
    stored = {node.id for node in ast.walk(caller or maker) if isinstance(node, ast.Name)}
    return isinstance(maker, ast.ClassDef) or finding.kept.path[0] in stored


def _only_caller(top: Function | ast.ClassDef, source: Source) -> ast.stmt | None:
    """Return the one statement of the module that calls a function of it, or builds a class."""
    callers = [
        statement
        for statement in source.tree.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.Expr))
        and statement.value is not None
        and any(_calls(node, top.name) for node in below(statement.value, outside_functions=True))
    ]
    if len(callers) != 1 or _is_handed_on(top.name, callers[0], source):
        return None
    return callers[0]


def _calls(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _is_handed_on(name: str, caller: ast.stmt, source: Source) -> bool:
    """Tell whether a library is given what a call makes: it may keep it wherever it likes."""
    return any(
        any(_calls(inner, name) for inner in ast.walk(given))
        for node in below(caller)
        if isinstance(node, ast.Call) and maker_of(node.func, source)
        for given in (*node.args, *node.keywords)
    )


def _is_the_holder(top: ast.stmt, finding: Finding) -> bool:
    """Tell whether the story names uses, and no holder that only others assign."""
    kept = [step for step in finding.trace if step.kind is StepKind.KEPT]
    copied = all(
        step.span is not None
        and step.span.path == finding.span.path
        and top.lineno <= step.span.line <= (top.end_lineno or top.lineno)
        for step in kept[1:]
    )
    return copied and any(step.kind is StepKind.USED for step in finding.trace)


def _can_run_again(top: ast.stmt, source: Source) -> bool:
    """Tell whether a statement does the same once more, in place of what it did."""
    lines = (top.end_lineno or top.lineno) - top.lineno + 1
    if lines > _MOST_LINES or any(isinstance(node, _NOT_AGAIN) for node in ast.walk(top)):
        return False
    if isinstance(top, _BLOCKS):
        text = source.text[source.start(top) : source.end(top)]
        if any(mark in text for mark in (*LONG_TEXTS, "__name__")) or _adds_to_itself(top):
            return False
        calls = [node for node in ast.walk(top) if isinstance(node, ast.Expr)]
        return all(_can_run_again(call, source) for call in calls)
    if isinstance(top, ast.Assign):
        inside = [each for each in top.targets if not isinstance(each, ast.Name)]
        return not (_adds_to_itself(top) or any(is_of_a_library(each, source) for each in inside))
    if not isinstance(top, ast.Expr) or not isinstance(top.value, ast.Call):
        return False
    function = top.value.func
    if isinstance(function, ast.Attribute):
        replaces = function.attr in _REPLACING and not _puts_new_keys(top.value)
        return replaces and not is_of_a_library(function.value, source)
    maker = source.definition(function.id) if isinstance(function, ast.Name) else None
    # What a decorator makes of a function may remember what it yielded.
    return maker is not None and not getattr(maker, "decorator_list", [])


def _puts_new_keys(call: ast.Call) -> bool:
    """Tell whether keys of what is put somewhere are made each time, beside those of before."""
    displays = [node for node in ast.walk(call) if isinstance(node, ast.Dict)]
    keys = [key for display in displays for key in display.keys if key is not None]
    return any(isinstance(node, ast.Call) for key in keys for node in ast.walk(key))


def _adds_to_itself(top: ast.stmt) -> bool:
    """Tell whether a statement makes a variable of what that holds."""
    return any(
        isinstance(node, ast.Assign)
        and any(names_in(target) & names_in(node.value) for target in node.targets)
        for node in ast.walk(top)
    )
