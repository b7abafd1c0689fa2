# `from settings import SESSION` copies the value at import: the hook in settings renews its own name, not the copies.
# oracle: COLLIDES
import settings
from publisher import publish
from settings import SESSION


def handler(event, context):
    return {
        "copied": SESSION,
        "read": settings.SESSION,
        "published": publish(event.get("n", 0)),
        "topic": settings.topic("orders"),
    }
