# (module of the case) fixtures of the tests
import time

STARTED = time.time()  # ok: a test


def handler(event, context):
    return {"started": STARTED}
