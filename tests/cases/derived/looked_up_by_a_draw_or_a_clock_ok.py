# Looked up after the restore, by what does not change, or found by an id that is kept elsewhere.
# about: SNAP201, SNAP301
# oracle: none (what it looks up is not there)
import os
import random
import uuid
from datetime import datetime

HOSTS = ["a.example.com", "b.example.com"]
SHIFTS = {"0": "night", "1": "day"}
first = HOSTS[0]
table = os.environ.get("TABLE_" + os.environ.get("STAGE", "dev"))
random.seed()


def boxes():
    own = {}
    ident = uuid.uuid4().hex
    own[ident] = ["empty"]
    return own[ident]


box = boxes()  # ok: found by an id, and no copy of it
checked = HOSTS[random.randrange(2)] == ""  # ok: only whether it is so


def handler(event, context):
    today = SHIFTS.get(str(datetime.now().hour // 12))
    return {"host": HOSTS[len(event) % 2], "first": first, "box": box, "today": today, "t": table}
