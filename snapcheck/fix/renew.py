"""Fixes that make a kept value again after each restore, and those that declare a global."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from snapcheck.fix.again import works_in_a_hook
from snapcheck.fix.generators import reseeding_of
from snapcheck.fix.harmless import is_harmless, is_of_builtins
from snapcheck.fix.plan import Plan, Renewal
from snapcheck.fix.source import (
    FUNCTIONS,
    Assignment,
    Function,
    Source,
    below,
    names_in,
    target_of,
)
from snapcheck.fix.touched import LONG_TEXTS, is_touched, is_touched_by_module, touching
from snapcheck.model import Finding, StepKind
from snapcheck.model.proof import Holder

# Rules about what is fetched or connected to, which takes a network.
_REMOTE = frozenset(("SNAP401", "SNAP402", "SNAP403", "SNAP501", "SNAP502", "SNAP504"))
_GENERATORS = "SNAP102"
_CONSTRUCTORS = frozenset(("__init__", "__post_init__", "__attrs_post_init__"))


class _Made(Struct, frozen=True):
    """What keeps a value, and the code that makes it.

    `place` is assigned, and `word` is what a use of it must spell. `globals` are assigned with it,
    `doubts` say why it may not be the same afterwards, and a hook stands below `below`.
    """

    place: str
    value: ast.expr
    code: str
    word: str
    globals: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    below: ast.stmt | None = None


def renewed(finding: Finding, source: Source) -> Plan | None:
    """Plan to make the value again, by the same code, in a hook that runs after each restore."""
    expression = source.expression_at(finding.span)
    statement = source.statement_of(expression) if expression is not None else None
    if expression is None or not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return None
    target = target_of(statement)
    if statement.value is None or target is None or _is_final(statement) or is_absent(finding):
        return None
    found = (find(expression, statement, target, source) for find in _HOLDERS)
    made = next((each for each in found if each is not None), None)
    if made is None:
        return None
    derived = _derived(made.globals, statement, source)
    if not _renews_all_holders(finding, derived, source):
        return None
    if not _is_read_by_name(finding, source, [made.word, *map(_name, derived)]):
        return None
    touched = _touched(finding, made, statement, derived, source)
    if touched is None or _is_long(touched, source):
        return None
    values = [made.value, *[each.value for each in derived if each.value is not None], *touched]
    reseeding = reseeding_of(values, source)
    names = {*made.globals, *map(_name, derived)}
    if reseeding is None or not works_in_a_hook(values, names, finding, source):
        return None
    first, imports = reseeding
    below_it = made.below or source.outermost(statement)
    renewals = (
        Renewal(f"{made.place} = {made.code}", made.globals, names_in(made.value), below_it),
        *[_again(each, source) for each in derived],
    )
    if touched:
        renewals = (_in_order(renewals[0], derived, touched, source),)
    doubts = dict.fromkeys((*made.doubts, *_doubts(finding, values, source)))
    places = "`, `".join([made.place, *map(_name, derived)])
    described = f"Make `{places}` again after each restore"
    description = f"{described} (unsafe: {'; '.join(doubts)})." if doubts else f"{described}."
    return Plan(description, not doubts, renewals=(*first, *renewals), imports=imports)


def is_absent(finding: Finding) -> bool:
    """Tell whether a finding is about something that is not there after a restore, either."""
    return finding.kept is not None and finding.kept.holder is Holder.ABSENT


def declared_global(finding: Finding, source: Source) -> Plan | None:
    """Plan to let the hook say `global` for the name that it assigns."""
    target = source.expression_at(finding.span)
    if not isinstance(target, ast.Name):
        return None
    function = next((n for n in source.around(target) if isinstance(n, FUNCTIONS)), None)
    if function is None or not source.has_own_line(function.body[0]):
        return None
    description = f"Declare `{target.id}` as a global of the module in `{function.name}`"
    safe = not any(_is_copied(target.id, each, source) for each in source.findings)
    doubt = "" if safe else " (unsafe: who imported the name keeps the old value)"
    return Plan(f"{description}{doubt}.", safe, declared=((function, target.id),))


def _is_copied(name: str, finding: Finding, source: Source) -> bool:
    """Tell whether a finding says that another holder keeps a copy of what a variable held."""
    expression = source.expression_at(finding.span)
    top = source.outermost(expression) if expression is not None else None
    if not isinstance(top, (ast.Assign, ast.AnnAssign)) or _name(top) != name:
        return False
    return sum(step.kind is StepKind.KEPT for step in finding.trace) > 1


# --- what keeps the value ------------------------------------------------------------------------


def _entry(made: ast.expr, statement: Assignment, target: ast.expr, source: Source) -> _Made | None:
    """Return an entry of a dict display at the top level."""
    display = statement.value
    if not isinstance(display, ast.Dict) or not isinstance(target, ast.Name):
        return None
    if not source.is_top_level(statement):
        return None
    for key, value in zip(display.keys, display.values, strict=True):
        if (
            isinstance(key, ast.Constant)
            and isinstance(key.value, (str, bytes, int))
            and any(node is made for node in ast.walk(value))
        ):
            code = source.code(value, source.text.index(":", source.end(key)) + 1)
            return _Made(f"{target.id}[{source.code(key)}]", value, code, target.id)
    return None


def _variable(_: ast.expr, statement: Assignment, target: ast.expr, source: Source) -> _Made | None:
    """Return a variable of the module, or an attribute or entry of what one holds."""
    if not source.is_top_level(statement) or statement.value is None:
        return None
    code = source.value_of(statement)
    if isinstance(target, ast.Name):
        return _Made(target.id, statement.value, code, target.id, (target.id,))
    word = _last_word(target)
    if not word or _is_called(target):
        return None
    return _Made(source.code(target), statement.value, code, word)


def _class_attribute(
    _: ast.expr, statement: Assignment, target: ast.expr, source: Source
) -> _Made | None:
    """Return an attribute of a class at the top level, if its code needs no class scope."""
    owner = source.parent(statement)
    if not isinstance(owner, ast.ClassDef) or not source.is_top_level(owner):
        return None
    if owner.decorator_list or owner.keywords or not isinstance(target, ast.Name):
        return None  # what they make of the attribute is not known
    if not _has_plain_bases(owner, source):
        return None
    assert statement.value is not None
    names = names_in(statement.value)
    bound = {
        name for each in owner.body if not isinstance(each, FUNCTIONS) for name in names_in(each)
    } - {name for name in names if name in source.imported}
    if any(not is_of_builtins(name) for name in bound & names):
        return None
    place = f"{owner.name}.{target.id}"
    return _Made(place, statement.value, source.value_of(statement), target.id)


def _has_plain_bases(cls: ast.ClassDef, source: Source) -> bool:
    """Tell whether all bases of a class are classes of the file that are made as any other."""
    known: set[ast.stmt] = set()
    waiting = list(cls.bases)
    while waiting:
        base = waiting.pop()
        if not isinstance(base, ast.Name):
            return False
        owner = source.definition(base.id)
        if owner is None and base.id in ("object", "Exception") and base.id not in source.imported:
            continue
        # A class of the name of its base: which one that is can't be told.
        if not isinstance(owner, ast.ClassDef) or owner is cls or not _is_made_plainly(owner):
            return False
        if owner not in known:
            known.add(owner)
            waiting.extend(owner.bases)
    return True


def _is_made_plainly(cls: ast.ClassDef) -> bool:
    return not (cls.decorator_list or cls.keywords) and not any(
        isinstance(each, FUNCTIONS) and each.name == "__init_subclass__" for each in cls.body
    )


def _instance_attribute(
    _: ast.expr, statement: Assignment, target: ast.expr, source: Source
) -> _Made | None:
    """Return an attribute that a constructor gives to the one object of its class in the file."""
    method = source.parent(statement)
    if not isinstance(method, ast.FunctionDef) or method.name not in _CONSTRUCTORS:
        return None
    owner = source.parent(method)
    if (
        not isinstance(owner, ast.ClassDef)
        or not source.is_top_level(owner)
        or not method.args.args
    ):
        return None
    me = method.args.args[0].arg
    if not (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id == me
    ):
        return None
    holder = source.once(_only_object, owner)
    assert statement.value is not None
    if (
        holder is None
        or names_in(statement.value) & source.once(_local_names, method)
        or _sets_itself(owner)
    ):
        return None
    place = f"{_name(holder)}.{target.attr}"
    code = source.value_of(statement)
    return _Made(place, statement.value, code, target.attr, below=holder)


def _only_object(source: Source, owner: ast.ClassDef) -> Assignment | None:
    """Return the statement that builds the only object of a class for a variable of the file."""
    found = [
        (node, statement)
        for statement in source.tree.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and node.id == owner.name
    ]
    if len(found) != 1:
        return None
    ((name, statement),) = found
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or not _name(statement):
        return None
    is_built = isinstance(statement.value, ast.Call) and statement.value.func is name
    return statement if is_built else None


def _sets_itself(owner: ast.ClassDef) -> bool:
    """Tell whether a class may refuse that an attribute is assigned, or do something else then."""
    names = {each.name for each in owner.body if isinstance(each, FUNCTIONS)}
    frozen = any(
        isinstance(node, ast.keyword) and node.arg == "frozen"
        for each in owner.decorator_list
        for node in ast.walk(each)
    )
    return "__setattr__" in names or frozen


def _global(_: ast.expr, statement: Assignment, target: ast.expr, source: Source) -> _Made | None:
    """Return a variable of the module that a function assigns."""
    function = next((n for n in source.around(statement) if isinstance(n, FUNCTIONS)), None)
    if function is None or not isinstance(target, ast.Name) or not source.is_top_level(function):
        return None
    says_so = target.id in source.once(_declared, function)
    local = source.once(_local_names, function)
    assert statement.value is not None
    if not says_so or names_in(statement.value) & (local - {target.id}):
        return None
    code = source.value_of(statement)
    doubts = () if source.parent(statement) is function else ("it is made on a condition",)
    return _Made(target.id, statement.value, code, target.id, (target.id,), doubts)


_HOLDERS: tuple[Callable[[ast.expr, Assignment, ast.expr, Source], _Made | None], ...] = (
    _entry,
    _variable,
    _class_attribute,
    _instance_attribute,
    _global,
)


def _local_names(source: Source, function: Function) -> frozenset[str]:
    """Return the names that a function binds, and does not declare as globals."""
    return source.names_bound_in(function) - source.once(_declared, function)


def _declared(_: Source, function: Function) -> frozenset[str]:
    """Return the names that a function declares as globals."""
    declared = [node.names for node in ast.walk(function) if isinstance(node, ast.Global)]
    return frozenset(itertools.chain.from_iterable(declared))


def _last_word(target: ast.expr) -> str:
    """Return the name by which what is assigned is read: an attribute's, or that of a container."""
    if isinstance(target, ast.Attribute):
        return target.attr
    if isinstance(target, ast.Subscript):
        return _last_word(target.value)
    return target.id if isinstance(target, ast.Name) else ""


def _is_called(target: ast.expr) -> bool:
    return any(isinstance(node, (ast.Call, ast.NamedExpr)) for node in ast.walk(target))


def _is_final(statement: Assignment) -> bool:
    return isinstance(statement, ast.AnnAssign) and any(
        "Final" in (getattr(node, "id", ""), getattr(node, "attr", ""))
        for node in ast.walk(statement.annotation)
    )


# --- who sees it ---------------------------------------------------------------------------------


def _derived(names: Iterable[str], statement: Assignment, source: Source) -> tuple[Assignment, ...]:
    """Return the assignments of the module, further down, of what was made of the variables."""
    readers = source.once(_readers)
    found: set[Assignment] = set()
    waiting = [(name, statement.lineno) for name in names]
    while waiting:
        name, line = waiting.pop()
        new = [each for each in readers.get(name, ()) if each.lineno > line and each not in found]
        found.update(new)
        waiting += [(_name(each), each.lineno) for each in new]
    return tuple(sorted(found, key=source.start))


def _readers(source: Source) -> Mapping[str, Sequence[Assignment]]:
    """Return the module's assignments by the names of which they make a variable.

    What a lambda reads, it reads when it is called.
    """
    found: dict[str, list[Assignment]] = {}
    for each in source.tree.body:
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
            nodes = below(each.value, outside_functions=True) if _name(each) else ()
            for name in {node.id for node in nodes if isinstance(node, ast.Name)}:
                found.setdefault(name, []).append(each)
    return found


def _name(statement: Assignment) -> str:
    """Return the variable that an assignment assigns; empty if it is something else."""
    target = target_of(statement)
    return target.id if isinstance(target, ast.Name) else ""


def _again(statement: Assignment, source: Source) -> Renewal:
    assert statement.value is not None
    text = f"{_name(statement)} = {source.value_of(statement)}"
    return Renewal(text, (_name(statement),), names_in(statement.value), statement)


def _touched(
    finding: Finding,
    made: _Made,
    statement: Assignment,
    derived: Sequence[Assignment],
    source: Source,
) -> tuple[ast.stmt, ...] | None:
    """Return what the module does to what is made, to do it again; None where that can't be."""
    if finding.rule == _GENERATORS:
        return ()  # seeded again it would draw the same
    if made.globals and source.is_top_level(statement):
        return touching({*made.globals, *map(_name, derived)}, statement, source)
    target = target_of(statement)
    assert target is not None
    place = ast.unparse(ast.parse(made.place))
    holder = source.parent(statement)
    is_inside = (
        holder is not None and holder is not source.tree and is_touched(target, holder, source)
    )
    return None if is_inside or is_touched_by_module(place, source) else ()


def _is_long(touched: Sequence[ast.stmt], source: Source) -> bool:
    texts = [source.text[slice(*source.place(each))] for each in touched]
    return any(mark in text for text in texts for mark in LONG_TEXTS)


def _in_order(
    first: Renewal, derived: Sequence[Assignment], touched: Sequence[ast.stmt], source: Source
) -> Renewal:
    """Return one renewal of a variable, of what is made of it, and of what is done to them."""
    parts = [first]
    below_it = sorted([*derived, *touched], key=source.start)
    for each in below_it:
        if isinstance(each, (ast.Assign, ast.AnnAssign)) and each in derived:
            parts.append(_again(each, source))
        else:
            parts.append(Renewal(source.text[slice(*source.place(each))], names=names_in(each)))
    return Renewal(
        "\n".join(part.statement for part in parts),
        tuple([name for part in parts for name in part.globals]),
        frozenset[str]().union(*[part.names for part in parts]),
        below_it[-1],
        is_block=True,
    )


def _renews_all_holders(finding: Finding, derived: tuple[Assignment, ...], source: Source) -> bool:
    """Tell whether what the story says to hold a copy is assigned again as well."""
    lines = {line for each in derived for line in range(each.lineno, (each.end_lineno or 0) + 1)}
    kept = [step for step in finding.trace if step.kind is StepKind.KEPT]
    return all(
        step.span is not None and step.span.path == finding.span.path and step.span.line in lines
        for step in kept[1:]
    )


def _is_read_by_name(finding: Finding, source: Source, words: list[str]) -> bool:
    """Tell whether the uses in the story read what is renewed.

    In another file it is read by its module: one that imported the name is another holder. What is
    fetched or connected to is mostly used by way of something that it hands out.
    """
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    used = [step.span for step in finding.trace if step.kind is StepKind.USED and step.span]
    seen = [
        bool(word.search(source.slice(span))) for span in used if span.path == finding.span.path
    ]
    return bool(used) and (all(seen) or (finding.rule in _REMOTE and any(seen)))


# --- how it is made ------------------------------------------------------------------------------


def _doubts(finding: Finding, values: Sequence[ast.AST], source: Source) -> Iterator[str]:
    """Yield why it may matter that values are made again."""
    if finding.rule in _REMOTE:
        yield "each restore then waits for the network"
    primitives = _primitives(finding, source)
    for value in values:
        if isinstance(value, (ast.Dict, ast.List, ast.Set)):
            yield "who holds the old object keeps it"
        elif not is_harmless(value, primitives, source):
            yield "its code runs once more"


def _primitives(finding: Finding, source: Source) -> set[int]:
    """Return where the calls begin that make the value by themselves."""
    return {
        source.offset(step.span.line, step.span.column)
        for step in finding.trace
        if step.kind is StepKind.MADE
        and step.span is not None
        and step.span.path == finding.span.path
    }
