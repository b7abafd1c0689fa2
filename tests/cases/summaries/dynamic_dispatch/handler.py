# Methods found by name: `getattr(self, f"on_{kind}")`, a table of names, attrgetter, singledispatch.
# oracle: COLLIDES, STALE-TIME
from machine.render import render
from machine.states import Machine

machine = Machine()


def handler(event, context):
    kinds = event.get("kinds", ["start", "pause", "stop"])
    return {
        "handled": [machine.handle(kind) for kind in kinds],
        "rendered": [render(5), render("x"), render([1])],
        "summary": machine.summary(),
    }
