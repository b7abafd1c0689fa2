# Hooks under other decorators, in both orders; a coroutine under a decorator that runs it; imports inside the hook.
# about: SNAP201, SNAP301, SNAP701, SNAP704
# oracle: ok
import hooks  # noqa: F401
import settings
from sessions import SESSIONS


def handler(event, context):
    return {"run": settings.run, "sessions": SESSIONS.current(), "at": settings.loaded}
