# Keys that are made once, put into dicts by `update`, `dict()` and `**`.
# oracle: COLLIDES
import uuid

by_update = {}
by_update.update({uuid.uuid4().hex: "ann"})  # expect: SNAP201
copied = dict({uuid.uuid4().hex: "bob"})  # expect: SNAP201
spread = {"day": 1, **{uuid.uuid4().hex: "cid"}}  # expect: SNAP201
paired = dict([(uuid.uuid4().hex, "dan")])  # expect: SNAP201


def handler(event, context):
    return [list(by_update), list(copied), list(spread), list(paired)]
