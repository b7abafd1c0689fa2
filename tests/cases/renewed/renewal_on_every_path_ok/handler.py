# Renewals that reach the use on every path: both branches, `finally`, a helper, `else`, a `while True`.
# about: SNAP201, SNAP301
# oracle: ok
from gates import Gate
from passes import issue, stamp

gate = Gate()


def handler(event, context):
    gate.open(event.get("user"))
    return {"gate": gate.token, "pass": issue(event.get("n", 1)), "stamp": stamp(event)}
