"""Hooks that assign a local name where they were meant to renew a global."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, in_scope
from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.link.entry_set import NO_ENTRIES, EntrySet
from snapcheck.link.places import FunctionId, Site
from snapcheck.link.program import Program
from snapcheck.link.syntax import (
    bindings,
    imported_as,
    name_of,
    nodes,
    own_function,
    parameter_at,
    partials_in,
    plain,
    single,
)
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
        for name, number in _shadowing(program, program.modules[id.path], function):
            if not question.only or fits(name, question.only):
                yield _draft(program, Site(id.path, id.number, number), name, entries, sure)


def _shadowing(
    program: Program, module: ModuleFacts, function: FunctionFacts
) -> Iterator[tuple[str, int]]:
    """Yield locals that are assigned, put to no use, and called like a variable of the module."""
    variables = _variables(module)
    read = {name.name for name in _names_read(program, module, function)}
    seen: set[str] = set()
    for name in _bound(function.body):
        if (
            name.name in function.locals & variables - read - seen
            and name.name not in function.globals | function.captured
            and name.name.strip("_")
        ):
            seen.add(name.name)
            yield name.name, name.site


def _bound(body: tuple[facts.Statement, ...]) -> Iterator[facts.Name]:
    for targets, _ in bindings(body):
        for target in single(targets):
            if isinstance(target, facts.Name):
                yield target


def _names_read(
    program: Program, module: ModuleFacts, function: FunctionFacts
) -> Iterator[facts.Name]:
    """Yield the names whose values a body puts to use: not targets, nor what is only logged."""
    bound = {name.site for name in _bound(function.body)}
    bound.update(_looked_at(program, module, function, _DEEPEST))
    for name in nodes(function.body, facts.Name):
        if name.site not in bound:
            yield name


# Functions and methods that tell of a value, and put it nowhere.
_TELLING = frozenset({"print", "debug", "info", "warning", "error", "exception", "critical", "log"})


# Functions that tell of a value by functions that tell of it.
_DEEPEST = 3


def _looked_at(
    program: Program, module: ModuleFacts, function: FunctionFacts, deepest: int
) -> Iterator[int]:
    """Yield reads after which a local value is lost all the same: it is logged, or only called."""
    telling = _TELLING | imported_as(module.body, _TELLING)
    partials = partials_in(module)
    for spelled in nodes(function.body, facts.Call):
        call = plain(spelled, partials)
        tells = name_of(call.function) in telling
        for position, argument in enumerate(call.arguments):
            if tells or _is_only_told(program, module, call, position, deepest):
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


def _is_only_told(
    program: Program, module: ModuleFacts, call: facts.Call, position: int, deepest: int
) -> bool:
    """Tell whether a function of the program only tells of the argument at `position`."""
    module, function = _named(program, module, call.function)
    name = parameter_at(function, call, position) if function is not None else ""
    if function is None or not name or not deepest:
        return False
    told = set(_looked_at(program, module, function, deepest - 1))
    reads = [read for read in nodes(function.body, facts.Name) if read.name == name]
    return name not in function.captured and all(read.site in told for read in reads)


def _named(
    program: Program, module: ModuleFacts, spelled: facts.Expression, deepest: int = _DEEPEST
) -> tuple[ModuleFacts, FunctionFacts | None]:
    """Return the function that a name means, of this module or imported from another one."""
    function = own_function(module, spelled)
    if function is not None or not isinstance(spelled, facts.Name) or not deepest:
        return module, function
    for of in nodes(module.body, facts.ImportFrom):
        names = [name for name, bound in of.names if bound == spelled.name]
        ending = f"{of.module.replace('.', '/')}.py"
        others = [m for path, m in program.modules.items() if f"/{path}".endswith(f"/{ending}")]
        if names and of.module and len(others) == 1:
            original = facts.Name(names[0], spelled.site)
            return _named(program, others[0], original, deepest - 1)
    return module, None


def _variables(module: ModuleFacts) -> frozenset[str]:
    """Return the names that a module's top level, or a function that says `global`, assigns."""
    top = {name.name for name in _bound(module.body)}
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
