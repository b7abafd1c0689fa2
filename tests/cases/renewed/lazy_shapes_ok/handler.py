# Lazy creation in the shapes that people write, none of them primed: each value is made by the first invocation.
# about: SNAP201, SNAP202, SNAP301
# oracle: ok
from lazy import attributes, containers, functions

holder = attributes.Holder()


def handler(event, context):
    return {
        "or": holder.by_or(),
        "walrus": holder.by_walrus(),
        "missing": holder.missing,
        "match": holder.by_match(),
        "lock": functions.locked(),
        "attribute": functions.counted(),
        "closure": functions.nonlocal_value(),
        "key_error": containers.by_key_error("a"),
        "setdefault": containers.by_setdefault("a"),
        "emptiness": containers.by_emptiness(),
        "subclass": containers.TOKENS["a"],
    }
