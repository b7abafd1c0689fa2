"""Hooks that assign a local name where they were meant to renew a global."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, in_scope
from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.link.entry_set import NO_ENTRIES, EntrySet
from snapcheck.link.places import FunctionId, Site
from snapcheck.link.program import Program
from snapcheck.link.syntax import bindings, nodes
from snapcheck.model import Confidence, Phase, Question, StepKind, fits
from snapcheck.model.proof import Holder, Kept


def shadowed(program: Program, question: Question) -> Iterator[Draft]:
    """Yield assignments in hooks to a local name that shadows a global."""
    runs: dict[FunctionId, tuple[EntrySet, Confidence]] = {}
    for activation in program.activations:
        entries = program.reached[activation.id]
        if activation.phase is Phase.RESTORE and entries and activation.function is not None:
            before, sure = runs.get(activation.function, (NO_ENTRIES, Confidence.LOW))
            sure = max(sure, program.confidence(activation, entries))
            runs[activation.function] = (before | entries, sure)
    for id, (entries, sure) in sorted(runs.items()):
        function = program.function(id)
        for name, number in _shadowing(program.modules[id.path], function):
            if not question.only or fits(name, question.only):
                yield _draft(program, Site(id.path, id.number, number), name, entries, sure)


def _shadowing(module: ModuleFacts, function: FunctionFacts) -> Iterator[tuple[str, int]]:
    """Yield locals that are assigned, put to no use, and called like a variable of the module."""
    variables = _variables(module)
    read = {name.name for name in _names_read(module, function)}
    seen: set[str] = set()
    for targets, _ in bindings(function.body):
        for target in targets:
            for name in _bound(target):
                if (
                    name.name in function.locals & variables - read - seen
                    and name.name not in function.globals | function.captured
                    and name.name.strip("_")
                ):
                    seen.add(name.name)
                    yield name.name, name.site


def _names_read(module: ModuleFacts, function: FunctionFacts) -> Iterator[facts.Name]:
    """Yield the names whose values a body puts to use: not targets, nor what is only logged."""
    bound = {
        name.site
        for targets, _ in bindings(function.body)
        for target in targets
        for name in _bound(target)
    }
    bound.update(_looked_at(function))
    for name in nodes(function.body, facts.Name):
        if name.site not in bound:
            yield name


# Functions and methods that tell of a value, and put it nowhere.
_TELLING = frozenset({"print", "debug", "info", "warning", "error", "exception", "critical", "log"})


def _looked_at(function: FunctionFacts) -> Iterator[int]:
    """Yield reads after which a local value is lost all the same: it is logged, or only called."""
    for call in nodes(function.body, facts.Call):
        called = call.function
        is_partial = isinstance(called, (facts.Name, facts.Attribute)) and called.name == "partial"
        if is_partial and call.arguments:
            called = call.arguments[0].value
        if isinstance(called, (facts.Name, facts.Attribute)) and called.name in _TELLING:
            for argument in call.arguments:
                yield from (name.site for name in nodes(argument, facts.Name))
    for statement in nodes(function.body, facts.Evaluate):
        value = statement.value
        if (
            isinstance(value, facts.Call)
            and not value.arguments
            and isinstance(value.function, facts.Attribute)
            and isinstance(value.function.base, facts.Name)
        ):
            yield value.function.base.site


def _bound(target: facts.Expression) -> Iterator[facts.Name]:
    if isinstance(target, facts.Name):
        yield target
    elif isinstance(target, facts.Sequence):
        for item in target.items:
            yield from _bound(item.value if isinstance(item, facts.Starred) else item)


def _variables(module: ModuleFacts) -> frozenset[str]:
    """Return the names that a module's top level, or a function that says `global`, assigns."""
    top = {
        name.name
        for targets, _ in bindings(module.body)
        for target in targets
        for name in _bound(target)
    }
    imported = {bound for of in nodes(module.body, facts.ImportFrom) for _, bound in of.names}
    declared = [function.globals for function in module.functions]
    return frozenset(top | imported).union(*declared)


def _draft(program: Program, site: Site, name: str, entries: EntrySet, sure: Confidence) -> Draft:
    scope = in_scope(program.scope(site))
    label = f"`{name}`"
    return Draft(
        site,
        label,
        label,
        site,
        f"assigned {scope}",
        (
            SNAPSHOT,
            DraftStep(StepKind.USED, f"assigned {scope}, as a local name of that function", site),
        ),
        program.named(entries),
        sure,
        f"{program.scope(site)}:{name}",
        kept=Kept(Holder.VARIABLE, site.path, (name,)),
    )
