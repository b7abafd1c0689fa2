# Some of it is overwritten: of one object of two, on one way of two, or before it is made again.
# oracle: COLLIDES
import os
import uuid

from snapshot_restore_py import register_before_snapshot


class Till:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201

    def renumber(self):
        self.number = f"{os.environ.get('SHOP')}-{uuid.uuid4().hex}"  # expect: SNAP201


tills = [Till() for _ in range(2)]
tills[0].number = "first"
last = Till()
last.number = "last"
last.renumber()
drawer = {"serial": uuid.uuid4().hex}  # expect: SNAP201
if os.environ.get("SHOP"):
    drawer["serial"] = os.environ["SHOP"]
session = uuid.uuid4().hex  # expect: SNAP201


@register_before_snapshot
def empty():
    global session
    if os.environ.get("SHOP") == "closed":
        session = None


def handler(event, context):
    return {"tills": [each.number for each in (*tills, last)], "rest": [drawer, session]}
