"""What is done with what functions return: whether it says only how long something waits."""

from __future__ import annotations

from snapcheck import facts
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation
from snapcheck.link.syntax import name_of, nodes, partials_in, plain
from snapcheck.link.waits import waits_of


def only_waited_for(program: Program, activation: Activation) -> bool:
    """Tell whether all callers only wait as long as what `activation` returns says."""
    seen, waiting = {activation.id}, [activation]
    while waiting:
        called = waiting.pop()
        callers = [program.activations[caller] for caller in called.callers]
        if not callers:
            return False
        for caller in callers:
            passed_on = _passes_on(program, caller, caller.calls[called.id])
            if passed_on is None:
                return False
            if passed_on and caller.id not in seen:
                seen.add(caller.id)
                waiting.append(caller)
    return True


def _passes_on(program: Program, caller: Activation, first: Site) -> bool | None:
    """Tell whether a caller returns what the function called at `first` yields.

    None where it does anything else with it than to return it and to wait.
    """
    module = program.modules[caller.path]
    function = program.function(caller.function) if caller.function is not None else None
    body = module.body if function is None else function.body
    waits = waits_of(module, function)
    partials = partials_in(module)
    calls = {call.site: name_of(plain(call, partials).function) for call in nodes(body, facts.Call)}
    name = calls.get(first.number, "")
    sites = {site for site, other in calls.items() if name and other == name}
    if not sites or sites - waits.waited - waits.returned:
        return None
    return bool(sites & waits.returned)
