# Loggers that INIT binds values to: structlog, an adapter, a filter and a formatter of one's own.
# oracle: COLLIDES, STALE-TIME
from observability.binding import bound, log
from observability.records import formatted


def handler(event, context):
    return {"bound": bound(log), "line": formatted("placed %s", event.get("n", 1))}
