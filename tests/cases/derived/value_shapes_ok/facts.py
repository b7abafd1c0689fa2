# (module of the case) what INIT keeps is the same in every cold start
import datetime as dt
import os
import time
import uuid

import drawing

_started = time.time()
_ids = [uuid.uuid4() for _ in range(3)]
COUNT = len(_ids)  # ok: a length
WIDTH = len(f"{_ids[0]}")  # ok: a length
KIND = type(_ids[0]).__name__  # ok: a type
READY = bool(_ids) and _started is not None  # ok: a truth value
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, os.environ.get("DOMAIN", "example.com"))  # ok: a hash
SHARDS = drawing.permutation(8)  # ok: constant seed
RELEASED = dt.datetime.fromisoformat("2025-01-31T12:00:00+00:00")  # ok: parsed
print("facts took", time.time() - _started)
