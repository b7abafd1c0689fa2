# A limiter that counts from the time it was built: the first elapsed time after a restore is that of the snapshot.
# oracle: COLLIDES, STALE-TIME
from limits import LIMITS
from limits.window import history


def handler(event, context):
    decision = LIMITS["orders"].take(event.get("n", 1))
    return {"decision": decision, "history": history(decision["elapsed"])}
