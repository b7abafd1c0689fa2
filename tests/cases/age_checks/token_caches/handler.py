# Caches with an expiry on the monotonic clock, primed in INIT: low findings; one with no expiry at all is certain.
# oracle: COLLIDES
from gateway import CLIENT
from tokens import Sessions

sessions = Sessions()
sessions.get("default")


def handler(event, context):
    return {"session": sessions.get("default"), "csrf": CLIENT.csrf(), "nonce": CLIENT.nonce()}
