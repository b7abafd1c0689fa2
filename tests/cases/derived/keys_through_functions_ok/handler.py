# Keys of a table whose values are frozen, taken through builtins: join, max, min, map, zip, filter, sets, unpacking.
# about: SNAP202
# oracle: ok
from gates import CODES
from gates.naming import banner, first_of, title


def handler(event, context):
    last, *_ = sorted(CODES, reverse=True)
    return {
        "banner": banner(CODES),
        "largest": max(CODES),
        "smallest": min(CODES.keys()),
        "titles": list(map(title, CODES)),
        "numbered": [list(pair) for pair in zip(CODES, range(9))],
        "known": sorted(CODES.keys() & {"north", "west"}),
        "long": list(filter(lambda name: len(name) > 4, CODES)),
        "first": first_of(CODES),
        "last": last,
    }
