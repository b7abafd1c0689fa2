# A cache that a warm-up call in INIT fills.
# oracle: STALE-DATA
from rates import rate, warm_up

warm_up(["eur", "usd"])


def handler(event, context):
    return {"eur": rate("eur"), "usd": rate("usd")}
