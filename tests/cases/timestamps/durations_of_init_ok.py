# How long INIT took is no moment: it stays as long as it was.
# about: SNAP301
# oracle: none (all environments tell how long their one INIT took)
import datetime
import time

STARTED = time.perf_counter()
BEGAN = datetime.datetime.now(datetime.timezone.utc)


class Loaded:
    def __init__(self, milliseconds):
        self.milliseconds = milliseconds


def load():
    begin = time.time()
    words = sorted(str(number) for number in range(1000))
    return words, Loaded(int((time.time() - begin) * 1000))


WORDS, LOADED = load()
TOOK = (datetime.datetime.now(datetime.timezone.utc) - BEGAN).total_seconds()
ELAPSED = round(time.perf_counter() - STARTED, 3)


def handler(event, context):
    return {"words": len(WORDS), "ms": LOADED.milliseconds, "took": TOOK, "elapsed": ELAPSED}
