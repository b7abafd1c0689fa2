# A deadline kept from INIT is a finding: it has passed long before the first invocation.
# settles: deadlines kept from INIT
# oracle: RESTORE-ERROR
import time

DEADLINE = time.time() + 900  # expect: SNAP301


def handler(event, context):
    if time.time() > DEADLINE:
        raise TimeoutError("the session has ended")
    return {"ok": True}
