# Tables in the kinds that the standard library has: ChainMap, defaultdict, OrderedDict, Counter, deque, fromkeys, zip, update.
# oracle: COLLIDES, STALE-TIME
from tables import BY_NAME, CONFIG, DEFAULTED, FROM_KEYS, HISTORY, MERGED, ZIPPED


def handler(event, context):
    return {
        "config": CONFIG["node"],
        "by_name": BY_NAME.get("a"),
        "defaulted": DEFAULTED["fresh"] != DEFAULTED["other"],
        "primed": DEFAULTED["primed"],
        "history": HISTORY[-1],
        "zipped": ZIPPED["y"],
        "keys": FROM_KEYS["k"],
        "merged": [MERGED["left"], MERGED["right"]],
        "popped": dict(MERGED).pop("right"),
    }
