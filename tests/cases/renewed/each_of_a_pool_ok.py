# Each invocation renews all things of a pool before it uses one: where there is none, none is old.
# about: SNAP201
# oracle: ok
import uuid


class Clerk:
    def __init__(self, desk):
        self.desk = desk
        self.badge = uuid.uuid4().hex  # ok: a new one for each invocation

    def renew(self):
        self.badge = uuid.uuid4().hex


CLERKS = [Clerk(desk) for desk in range(3)]
first, *_ = CLERKS
BY_NAME = {name: Clerk(name) for name in ("ann", "bob")}


def handler(event, context):
    for clerk in CLERKS:
        clerk.badge = uuid.uuid4().hex
    for clerk in BY_NAME.values():
        clerk.renew()
    return [first.badge, CLERKS[1].badge, BY_NAME["bob"].badge]
