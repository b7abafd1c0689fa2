# Work that the handler hands to executors: what it makes is new.
# about: SNAP201, SNAP404
# oracle: ok
import uuid
from concurrent.futures import ThreadPoolExecutor


def numbered(name):
    return f"{name}-{uuid.uuid4().hex}"  # ok: runs in the handler


def handler(event, context):
    with ThreadPoolExecutor(2) as pool:
        later = pool.submit(numbered, "x")
        return [list(pool.map(numbered, ["a", "b"])), later.result()]
