# A breaker whose times are set by failures, never by INIT, and ages that only decide.
# about: SNAP301
# oracle: ok
from breaker import Breaker, Open
from upstream import fetch, flush_if_old

breaker = Breaker(threshold=3, pause=30)


def handler(event, context):
    results = []
    for attempt in range(4):
        try:
            results.append(breaker.call(fetch, attempt, fail=event.get("fail", True)))
        except Open:
            results.append("open")
        except OSError:
            results.append("failed")
    return {"results": results, "flushed": flush_if_old()}
