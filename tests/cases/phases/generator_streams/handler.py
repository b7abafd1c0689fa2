# Generator objects: one advanced in INIT keeps its locals; one built in INIT and advanced in the handler makes them there.
# oracle: COLLIDES
import streams

numbers = streams.numbered("INV")
next(numbers)
shards = streams.shards(3)
table = list(streams.labels(["a", "b"]))  # expect: SNAP201
codes = (f"{prefix}!" for prefix in streams.prefixes())  # ok: a generator runs when it is asked


def handler(event, context):
    return {"number": next(numbers), "shard": next(shards), "table": table, "code": next(codes)}
