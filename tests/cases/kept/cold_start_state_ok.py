# Ordinary state of an environment: flags, counters and caches of what INVOKE computes.
# about: SNAP201
# oracle: ok
cold_start = True
invocations = 0
seen = set()
squares = {}


def handler(event, context):
    global cold_start, invocations
    was_cold, cold_start = cold_start, False
    invocations += 1
    seen.add(event["n"])
    squares.setdefault(event["n"], event["n"] ** 2)
    return {"cold": was_cold, "count": invocations, "seen": sorted(seen), "square": squares[event["n"]]}
