# (module of the case) a source whose body runs when it is first asked
import random
import time


def readings():
    rng = random.Random()  # ok: runs in the handler
    started = time.time()  # ok: runs in the handler
    while True:
        yield {"value": rng.random(), "age": time.time() - started}
