# about: SNAP102, SNAP103, SNAP201, SNAP301
import random
import time
import uuid
from dataclasses import dataclass

RUN = uuid.uuid4().hex
generator = random.Random()


@dataclass
class Order:
    number: str = str(uuid.uuid4())


def tag(prefix, suffix=time.time_ns()):
    return f"{prefix}-{suffix}"


def handler(event, context):
    return {
        "run": RUN,
        "number": Order().number,
        "draw": generator.random(),
        "tag": tag("x"),
        "pick": random.choice([1, 2, 3]),
    }
