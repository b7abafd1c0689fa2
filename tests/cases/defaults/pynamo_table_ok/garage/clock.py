# (module of the case) callables for defaults
import time
import uuid
from functools import partial


def prefixed(prefix: str) -> str:
    return prefix + uuid.uuid4().hex


new_vin = partial(prefixed, "VIN-")
now = time.time
