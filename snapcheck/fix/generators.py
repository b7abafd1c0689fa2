"""Fixes for generators: reseeded after each restore, or replaced by one that needs no seed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from snapcheck.fix.plan import Imported, Plan, Put, Renewal
from snapcheck.fix.source import FUNCTIONS, Source, names_in, target_of
from snapcheck.knowledge import Effect
from snapcheck.model import Finding
from snapcheck.model.proof import Holder

# Names of what must not be guessed or repeated: there a reseeded generator is not good enough.
_IDENTITY = re.compile(
    r"(?:^|_)(?:id|ids|uid|uuid|guid|token|key|nonce|salt|secret|password|passwd|otp|pin|code|"
    r"session|csrf)(?:_|$)"
)
SEED_RULES = ("SNAP101",)
# The generators of the process that a hook can reseed from the operating system.
SEEDABLE = ("random", "numpy.random")
# What a SystemRandom can't do.
_STATE = re.compile(r"\.(?:getstate|setstate)\b")
# It has no state that could be copied or pickled: that raises NotImplementedError.
_COPIED = re.compile(r"\b(?:copy|deepcopy|pickle|dumps)\b")


def seeded_again(finding: Finding, source: Source) -> Plan | None:
    """Plan to set a seed again in a hook, from the operating system."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return None
    statement = source.parent(call)
    if not isinstance(statement, ast.Expr) or not source.is_top_level(statement):
        return None
    module = source.resolve(call.func.value)
    is_instance = not module and isinstance(call.func.value, ast.Name)
    if call.func.attr != "seed" or (module not in SEEDABLE and not is_instance):
        return None
    renewal = _reseed(source.code(call.func.value), module, call, source)
    return Plan(
        f"Reseed `{source.code(call.func.value)}` after each restore.",
        not _is_constant(call),
        renewals=(renewal,),
    )


def drawn_safely(finding: Finding, source: Source) -> Plan | None:
    """Plan to reseed the global generator after a restore, or to draw ids from the system's."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call):
        return None
    module = draws_from(call, source)
    if not module:
        return None
    if module == "random" and _names_identity(call, source):
        secure = _system_random(call.func, source)
        if secure is not None:
            text, imports = secure
            function = source.resolve(call.func).rpartition(".")[2]
            return Plan(
                "Draw from the operating system, which no snapshot freezes.",
                True,
                changes=(Put(*source.place(call.func), f"{text}().{function}"),),
                imports=imports,
            )
    reseeding = reseeding_for(call, source)
    if reseeding is None:
        return None
    renewal, imports = reseeding
    description = f"Reseed `{renewal.statement.removesuffix('.seed()')}` after each restore."
    safe = _is_unseeded(module, source)
    return Plan(description, safe, renewals=(renewal,), imports=imports)


def library_reseeded(finding: Finding, source: Source) -> Plan | None:
    """Plan to reseed the generator that a library draws from, after each restore."""
    kept = finding.kept
    call = source.expression_at(finding.span)
    if kept is None or kept.holder is not Holder.GENERATOR or _draws_when_built(call, source):
        return None
    full = _RESEEDED.get(str(kept.path[0]), "")
    base = source.spelled(full) if full else ""
    imports: tuple[Imported, ...] = ()
    if not base and full == "random" and full not in source.bound:
        base, imports = full, (Imported(full),)
    if not base:
        return None
    names = frozenset((base.partition(".")[0],))
    renewal = Renewal(f"{base}.seed()", names=names, key=str(kept.path[0]))
    description = f"Reseed `{base}` after each restore."
    return Plan(description, _is_unseeded(full, source), renewals=(renewal,), imports=imports)


_RESEEDED = {"random": "random", "numpy.random": "numpy.random", "faker": "faker.Faker"}
"""What reseeds the generator of a library, by that generator."""


def _draws_when_built(call: ast.expr | None, source: Source) -> bool:
    """Tell whether a call draws at once what it keeps: reseeding comes too late for that."""
    rows = source.apis.get(source.resolve(call.func), ()) if isinstance(call, ast.Call) else ()
    return any(row.draws_when == "later" and row.only_with for row in rows)


def draws_from(call: ast.Call, source: Source) -> str:
    """Return the generator of the process that a call draws from: `random`; empty if from none."""
    module, _, function = source.resolve(call.func).rpartition(".")
    is_class = function[:1].isupper() or function == "default_rng"
    return module if module in SEEDABLE and not is_class else ""


def reseeding_for(call: ast.Call, source: Source) -> tuple[Renewal, tuple[Imported, ...]] | None:
    """Return the reseeding of the generator that a call draws from, and what it needs imported."""
    module = draws_from(call, source)
    if not module:
        return None
    if isinstance(call.func, ast.Attribute):
        return _reseed(source.code(call.func.value), module, call, source), ()
    if source.spelled(module):
        return _reseed(source.spelled(module), module, call, source), ()
    if module != "random" or module in source.bound:  # a name that is long, or taken
        return None
    return _reseed(module, module, call, source), (Imported(module),)


def reseeding_of(
    values: Iterable[ast.AST], source: Source
) -> tuple[tuple[Renewal, ...], tuple[Imported, ...]] | None:
    """Return what to reseed before values are drawn again; None where that can't be written."""
    renewals: list[Renewal] = []
    imports: list[Imported] = []
    calls = [node for value in values for node in ast.walk(value) if isinstance(node, ast.Call)]
    for call in calls:
        rows = source.apis.get(source.resolve(call.func), ())
        if any(row.effect is Effect.LIBRARY_DRAWS for row in rows):
            return None
        if _draws_from_object(call, source):
            return None
        if draws_from(call, source):
            reseeding = reseeding_for(call, source)
            if reseeding is None:
                return None
            renewals.append(reseeding[0])
            imports.extend(reseeding[1])
    return tuple(renewals), tuple(imports)


def _draws_from_object(call: ast.Call, source: Source) -> bool:
    """Tell whether a call draws from a generator of the module, which a snapshot freezes too."""
    name = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(name, ast.Name) and any(
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Call)
        and source.resolve(statement.value.func) in _OBJECTS
        and name.id in [each.id for each in statement.targets if isinstance(each, ast.Name)]
        for statement in source.top_level
    )


_OBJECTS = frozenset(
    ("random.Random", "numpy.random.default_rng", "numpy.random.RandomState", "faker.Faker")
)


def _is_unseeded(module: str, source: Source) -> bool:
    """Tell whether nothing at the top level seeds a generator with a constant."""
    return not any(
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Call)
        and source.resolve(statement.value.func) == f"{module}.seed"
        and _is_constant(statement.value)
        for statement in source.top_level
    )


def _is_constant(call: ast.Call) -> bool:
    values = [*call.args, *[each.value for each in call.keywords]]
    return bool(values) and all(
        isinstance(value, ast.Constant) and not isinstance(value.value, (bool, type(None)))
        for value in values
    )


_BUILDING = (Effect.BUILDS_GENERATOR, Effect.BUILDS_KEY)


def draws_the_same(call: ast.expr | None, source: Source) -> bool:
    """Tell whether a generator is built from a constant seed: built again, it draws the same."""
    if not isinstance(call, ast.Call):
        return False
    rows = source.apis.get(source.resolve(call.func), ())
    if not any(row.effect in _BUILDING for row in rows):
        return False
    return _is_constant(call) or any(draws_the_same(value, source) for value in call.args)


def built_safely(finding: Finding, source: Source) -> Plan | None:
    """Plan to turn a `random.Random()` without a seed into a `random.SystemRandom()`."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or source.resolve(call.func) != "random.Random":
        return None
    if _COPIED.search(source.text):
        return None
    secure = _system_random(call.func, source)
    if secure is None or _STATE.search(source.text) or _is_handed_on(call, source):
        return None  # it has no state that could be copied, or set
    text, imports = secure
    is_bare = not call.args and not call.keywords
    replaced, text = (call.func, text) if is_bare else (call, f"{text}()")
    doubts = [] if is_bare else ["a seed asks for the same numbers each time"]
    if ".seed(" in source.text:
        doubts.append("it can't be seeded")
    description = "Build a generator that draws from the operating system"
    return Plan(
        f"{description} (unsafe: {'; '.join(doubts)})." if doubts else f"{description}.",
        not doubts,
        changes=(Put(*source.place(replaced), text),),
        imports=imports,
    )


def _is_handed_on(call: ast.Call, source: Source) -> bool:
    """Tell whether a generator is handed to code outside of the file, which may copy it."""
    statement = source.statement_of(call)
    target = target_of(statement) if isinstance(statement, (ast.Assign, ast.AnnAssign)) else None
    word = _last_name(target) if target is not None else ""

    def is_it(given: ast.expr) -> bool:
        return given is call or (word != "" and _last_name(given) == word)

    return any(
        any(is_it(given) for given in (*node.args, *[each.value for each in node.keywords]))
        and not (isinstance(node.func, ast.Name) and source.definition(node.func.id))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call)
    )


def _system_random(near: ast.expr, source: Source) -> tuple[str, tuple[Imported, ...]] | None:
    """Return `random.SystemRandom` as `near` names `random`, and what it needs imported."""
    if isinstance(near, ast.Attribute):
        return f"{source.code(near.value)}.SystemRandom", ()
    if source.spelled("random.SystemRandom"):
        return source.spelled("random.SystemRandom"), ()
    if "SystemRandom" in source.bound:
        return None
    return "SystemRandom", (Imported("random", "SystemRandom"),)


def _reseed(base: str, module: str, call: ast.Call, source: Source) -> Renewal:
    below = None
    if not module:  # an object, which must be there when the hook is registered below it
        below = source.statement_of(call)
    names = names_in(call.func)
    return Renewal(f"{base}.seed()", (), names, below, module)


def _names_identity(call: ast.Call, source: Source) -> bool:
    """Tell whether what is drawn becomes an id or a secret, by the names around the draw."""
    inner: ast.AST = call
    for node in source.around(call):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            target = target_of(node)
            if target is not None and _IDENTITY.search(_last_name(target)):
                return True
        elif isinstance(node, FUNCTIONS):
            return bool(_IDENTITY.search(node.name.lower()))
        elif _IDENTITY.search(_label(node, inner).lower()):
            return True
        inner = node
    return False


def _label(node: ast.AST, inner: ast.AST) -> str:
    """Return the name that a node gives the value that it holds: a keyword, or a key."""
    if isinstance(node, ast.keyword):
        return node.arg or ""
    if isinstance(node, ast.Dict) and inner in node.values:
        key = node.keys[node.values.index(inner)]
        return str(key.value) if isinstance(key, ast.Constant) and key.value else ""
    return ""


def _last_name(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return target.id.lower()
    return target.attr.lower() if isinstance(target, ast.Attribute) else ""
