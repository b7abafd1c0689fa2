# (module of the case) exports one name of three
import time
import uuid

__all__ = ["run_id"]

run_id = uuid.uuid4().hex  # expect: SNAP201
stamp = time.time()  # ok: not exported, nobody reads it
internal = uuid.uuid4().hex  # ok: not exported, nobody reads it
