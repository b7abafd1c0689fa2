# Work handed to executors in INIT and waited for: `submit().result()`, `map` used up, `wait`, a `with` block, a timer that is cancelled.
# about: SNAP404
# oracle: ok
from prefetch import RATES, TABLES, VERSION, WARM


def handler(event, context):
    return {"rates": RATES, "tables": sorted(TABLES), "version": VERSION, "warm": WARM}
