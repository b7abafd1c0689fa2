# (module of the case) reached by one of the functions only
import time
import uuid

STARTED = time.time()  # expect: SNAP301
UNUSED = uuid.uuid4().hex  # ok: nobody reads it


def trail(action):
    return {"action": action, "process_started": STARTED, "id": uuid.uuid4().hex}
