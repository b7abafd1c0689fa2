# Entries under texts of which only some is known, and who may read them.
# oracle: COLLIDES
import os
import uuid
from functools import cache

SHIP = os.environ["SHIP"]
ids = {f"{SHIP}-run": uuid.uuid4().hex, f"{SHIP}-dock": uuid.uuid4().hex}  # expect: SNAP201
marks = {}
marks[f"{SHIP}-run"] = uuid.uuid4().hex  # expect: SNAP201
marks[f"{SHIP}-never"] = uuid.uuid4().hex  # ok: no key that is read ends so
marks.setdefault(f"{SHIP}-first", uuid.uuid4().hex)  # expect: SNAP201


@cache
def mark(name):
    return f"{name}:{uuid.uuid4()}"


mark(f"{SHIP}/north")  # expect: SNAP201
mark(f"{SHIP}/south")  # ok: the handler asks for another


def handler(event, context):
    marks[f"{SHIP}-own"] = event["id"]
    return {
        "run": ids[f"{SHIP}-run"],
        "mine": [marks.get(f"{SHIP}-own"), marks.get(f"{SHIP}-run"), marks["ada-first"]],
        "marks": [mark(f"{SHIP}/north"), mark(f"{SHIP}/west")],
    }
