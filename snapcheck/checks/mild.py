"""What goes wrong inside packages in ways that nobody would mend.

Their authors say by names what a draw is for: how long something waits, which of several equal
servers is asked, where a search for factors begins, what a file of this machine is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from snapcheck import facts
from snapcheck.checks.draft import Draft, Found
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.syntax import last_names, name_of, nodes
from snapcheck.model.proof import Holder


def without_mild(program: Program, found: Iterable[Found]) -> list[Found]:
    """Return what was found without what packages do that nobody would mend."""
    return [
        (rule, draft)
        for rule, draft in found
        if program.is_own(draft.site.path) or not _is_mild(program, draft)
    ]


_WAITING = re.compile(
    r"(?i)back_?off|jitter|retr(y|ies)|throttl|rate_?limit|sleep|delay|is_?expired|stampede"
    r"|factori[sz]e|decompose|is_?prime|miller|(?<![a-z])wait_"
    r"|(?<![a-z])(cull|evict|purge|garbage|clean_?up)"
    r"|(reset|init|initiali[sz]e)_?(parameters|weights)"
)
# What only this process sees, what only its machine does, and what sets parts of a message apart.
_LOCAL = re.compile(
    r"(?i)in_?memory|boundary|(?<![a-z])ping$"
    r"|(free|unused|available|ephemeral|random)_?(tcp|udp)?_?ports?(?![a-z])"
    r"|(delete|remove|temp|tmp|temporary|random)_?(file|dir|folder|path)"
)
_TEMPORARY = re.compile(
    r"(?i)boundary|(^|_)ports?$|(^|_)dummy_|(^|_)example_(input|batch|tensor)|mod(ule)?_?name$"
    r"|(?<![a-z])(temp|tmp|temporary)(_\w*)?_?(file|dir|folder|path)(_?name)?$"
)
_KEPT_LOCAL = re.compile(r"(?i)(^|[`._])(path|dir|directory|folder|file|file_?name|port)`?$")
_OF_A_YEAR = re.compile(r"(?i)copyright|banner|year`?$")
_CHOOSING = frozenset(
    f"random.{each}" for each in ("choice", "choices", "shuffle", "sample", "randrange", "randint")
)
_BALANCING = re.compile(
    r"(?i)node|server|host(?!_?name)|broker|replica|peer|endpoint|address|cluster|balanc"
    r"|partition|shard|coordinator|bootstrap|sentinel|topology|resolv|next_?client"
    r"|member(?!ship)|topics?(?![a-z])"
    r"|(choose|pick|select|next)_?(child|worker)|(service|random)_?url"
)
# What looks at an argument, and hands out a generator to draw from.
_CHECKING = frozenset({"sklearn.utils.check_random_state"})
_EQUAL = re.compile(
    r"(?i)worker|executor|backend|observer|callee|upstream|mirror|prox(y|ies)|dns"
    r"|queues?(?![a-z])|accounts?(?![a-z])|connections?(?![a-z])"
)


def _is_mild(program: Program, draft: Draft) -> bool:
    if draft.row is None or draft.kept is None:
        return False
    if draft.kept.holder is not Holder.GENERATOR:
        return _is_kept_mildly(program, draft)
    module = program.libraries.dotted(draft.site.path).rpartition(".")[2]
    where = f"{module} {program.scope(draft.site)}"
    if _WAITING.search(where) or _LOCAL.search(where):
        return True
    spelled = _spelled(program, draft.site)
    if any(map(_TEMPORARY.search, spelled.into)):
        return True
    if spelled.is_thrown_away and draft.row.name in _CHECKING:
        return True
    of = " ".join((*spelled.given, spelled.bound))
    is_one_of = _BALANCING.search(f"{where} {of}") or _EQUAL.search(of)
    return draft.row.name in _CHOOSING and is_one_of is not None


def _is_kept_mildly(program: Program, draft: Draft) -> bool:
    """Tell whether what is kept names something of this machine, or tells the year."""
    hazard = draft.row.hazard if draft.row is not None else None
    if hazard is None:
        return False
    if hazard.moment:
        return _OF_A_YEAR.search(draft.subject) is not None
    made = draft.trace[0].site
    is_local = made is not None and _LOCAL.search(program.scope(made)) is not None
    return hazard.identity and (is_local or _KEPT_LOCAL.search(draft.subject) is not None)


class _Spelled(Struct, frozen=True):
    """How a call is spelled: the names it is `given`, and those that its statement assigns.

    Its result is `bound` to one of these as it is, goes `into` them by way of something else, or
    `is_thrown_away`.
    """

    given: tuple[str, ...]
    bound: str
    into: tuple[str, ...]
    is_thrown_away: bool


def _spelled(program: Program, site: Site) -> _Spelled:
    """Return how the call at a site is spelled."""
    module = program.modules[site.path]
    body = module.functions[site.function].body if site.function >= 0 else module.body
    given = tuple(
        name
        for call in nodes(body, facts.Call)
        if call.site == site.number
        for argument in call.arguments
        for name in last_names(argument.value)
    )
    assigned = [each for each in nodes(body, facts.Assign) if _holds(each.value, site.number)]
    into = tuple(name for each in assigned for name in _targets(each))
    direct = [each for each in assigned if _is(each.value, site.number)]
    bound = " ".join(name for each in direct for name in _targets(each))
    thrown_away = any(_is(each.value, site.number) for each in nodes(body, facts.Evaluate))
    return _Spelled(given, bound, into, thrown_away)


def _is(value: facts.Expression, site: int) -> bool:
    return isinstance(value, facts.Call) and value.site == site


def _holds(value: facts.Expression, site: int) -> bool:
    return any(call.site == site for call in nodes(value, facts.Call))


def _targets(assign: facts.Assign) -> Iterator[str]:
    for target in assign.targets:
        yield name_of(target)
