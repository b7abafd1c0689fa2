# One value through every shape: f-strings, concatenation, tuples, unpacking, comprehensions, conditions, walrus, slices.
# oracle: COLLIDES, STALE-TIME
from shapes import BANNER, KEYS, LABELS, ORDERED, PAIR, PATH, SHORT, STAMP, TAGS, first


def handler(event, context):
    left, right = PAIR
    return {
        "banner": BANNER,
        "labels": [label.upper() for label in LABELS],
        "left": left,
        "right": right,
        "path": "/".join(PATH),
        "short": SHORT,
        "stamp": f"{STAMP:%Y-%m-%d}",
        "tags": dict(TAGS)["b"],
        "key": max(KEYS),
        "first": first,
        "ordered": ORDERED[-1],
    }
