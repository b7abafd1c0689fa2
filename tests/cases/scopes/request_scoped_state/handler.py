# threading.local, ContextVar and os.environ filled in INIT, read through a logging filter and a helper in the handler.
# oracle: COLLIDES, STALE-TIME
import os

from context import correlation, local, tenant
from log import formatted


def handler(event, context):
    tenant.set(event.get("tenant", "t1"))
    return {
        "line": formatted("order placed"),
        "tenant": tenant.get(),
        "correlation": correlation.get(),
        "local": getattr(local, "session", None),
        "env": os.environ["WORKER_ID"],
    }
