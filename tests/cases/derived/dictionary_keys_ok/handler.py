# Tables whose values are frozen and of which only the keys, the number or a membership is used.
# about: SNAP201
# oracle: ok
from tables import CODES, NAMES, REGISTRY, SIZES, known


def handler(event, context):
    names = []
    for name in CODES:
        names.append(name)
    return {
        "names": names,
        "sorted": sorted(CODES),
        "keys": list(REGISTRY.keys()),
        "known": known(event.get("name", "a")),
        "first": next(iter(CODES)),
        "count": len(REGISTRY.values()),
        "pairs": [key for key, _ in REGISTRY.items()],
        "joined": ",".join(NAMES),
        "sizes": SIZES,
    }
