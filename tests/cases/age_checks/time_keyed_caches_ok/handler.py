# Memos keyed by the hour of the wall clock: primed in INIT, and asked for another key after the restore.
# about: SNAP201, SNAP202, SNAP301
# oracle: ok
from exchange import rates
from exchange.hours import this_hour

rates(this_hour())


def handler(event, context):
    return {"rates": rates(this_hour()), "hour": this_hour()}
