# Renewals that miss a path: an early return, an exception, a flag, a loop that may not run.
# oracle: COLLIDES, STALE-TIME
from sessions import Sessions
from windows import Window

sessions = Sessions()
window = Window()


def handler(event, context):
    return {
        "session": sessions.for_user(event.get("user")),
        "window": window.describe(event.get("names", [])),
        "attempt": sessions.attempt(event.get("n", 0)),
    }
