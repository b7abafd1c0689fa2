# The same shapes, each of them primed by one call in INIT.
# oracle: COLLIDES, STALE-TIME
from lazy import containers, functions
from lazy.attributes import Holder

holder = Holder()


def warm_up():
    print(holder.by_or(), holder.by_walrus(), holder.by_match())
    print(functions.locked(), functions.counted(), functions.nonlocal_value())
    for name in ("a", "b"):
        containers.by_key_error(name)
        containers.by_setdefault(name)
    containers.by_emptiness()
    return containers.TOKENS["a"]


warm_up()


def handler(event, context):
    return {
        "or": holder.by_or(),
        "walrus": holder.by_walrus(),
        "match": holder.by_match(),
        "lock": functions.locked(),
        "attribute": functions.counted(),
        "closure": functions.nonlocal_value(),
        "key_error": containers.by_key_error("a"),
        "setdefault": containers.by_setdefault("a"),
        "emptiness": containers.by_emptiness(),
        "subclass": containers.TOKENS["a"],
    }
