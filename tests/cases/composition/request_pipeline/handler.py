# Middlewares composed in INIT: each wraps the next, some carry frozen values through parameters and results of functions.
# oracle: COLLIDES, STALE-TIME
from pipeline.build import compose
from pipeline.middlewares import Envelope, add_build, timing, validate
from pipeline.ids import make_request_ids


def endpoint(event, context):
    return {"echo": event.get("n")}


handler = compose(
    endpoint,
    validate,
    timing,
    add_build("2025.1"),
    Envelope(make_request_ids()),
)
