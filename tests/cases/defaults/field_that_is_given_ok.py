# The default of a field that the object was given.
# about: SNAP301
# oracle: ok
import time
from dataclasses import dataclass


@dataclass
class Watch:
    name: str
    begins: float = time.time()  # ok: nobody takes the default


watch = Watch("dog", begins=16.0)


def handler(event, context):
    return {"f0": watch.begins}
