# INIT has the last word itself: assignments behind the first one, and hooks before the snapshot.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

from snapshot_restore_py import register_before_snapshot


class Till:
    opened = time.time()

    def __init__(self, number):
        self.number = number
        self.receipt = None


def prime(till):
    till.receipt = uuid.uuid4().hex


till = Till(uuid.uuid4().hex)
till.number = "till 1"
prime(till)
till.receipt = "none"
Till.opened = 0.0
drawer = {"serial": uuid.uuid4().hex, "coins": 5}
del drawer["serial"]
session = uuid.uuid4().hex


def empty():
    global session
    session = None


register_before_snapshot(empty)


def current():
    global session
    if session is None:
        session = uuid.uuid4().hex
    return session


def handler(event, context):
    found = [till.number, till.receipt, Till.opened, drawer.get("serial"), current()]
    return {"found": found}
