# Dicts whose keys are the program's own words, and one that each invocation fills by itself.
# about: SNAP201
# oracle: ok
import uuid

by_update = {}
by_update.update({"ann": 1})
copied = dict({"bob": 2})


def handler(event, context):
    found = dict(copied)
    found.update({uuid.uuid4().hex: "new"})  # ok: made by the invocation
    return [list(by_update), list(found)]
