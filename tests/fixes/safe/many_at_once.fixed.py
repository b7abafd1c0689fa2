# about: SNAP102, SNAP103, SNAP201, SNAP301
import random
import time
import uuid
from dataclasses import dataclass, field

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


RUN = uuid.uuid4().hex


@register_after_restore
def renew_after_restore():
    global RUN
    random.seed()
    RUN = uuid.uuid4().hex


generator = random.SystemRandom()


@dataclass
class Order:
    number: str = field(default_factory=lambda: str(uuid.uuid4()))


def tag(prefix, suffix=None):
    if suffix is None:
        suffix = time.time_ns()
    return f"{prefix}-{suffix}"


def handler(event, context):
    return {
        "run": RUN,
        "number": Order().number,
        "draw": generator.random(),
        "tag": tag("x"),
        "pick": random.choice([1, 2, 3]),
    }
