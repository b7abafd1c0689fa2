# Functions made in INIT carry what their makers drew: closures, partials, bound methods, decorators with arguments.
# oracle: COLLIDES, STALE-TIME
from pipeline import STEPS, tagged
from throttling import limit


@limit(per_minute=5)
@tagged("orders")
def handler(event, context):
    return {name: step(event.get("n", 1)) for name, step in STEPS.items()}
