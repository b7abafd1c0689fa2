# (module of the case) an enum whose members are drawn when the class is made
import random
import uuid
from enum import Enum


class Lane(Enum):
    LEFT = f"left-{random.randrange(10**9)}"  # expect: SNAP201
    RIGHT = f"right-{random.randrange(10**9)}"  # expect: SNAP201

    @classmethod
    def of(cls, body):
        return cls.LEFT if len(body) % 2 else cls.RIGHT


def enrich(body, batch, lane):
    return {
        "id": uuid.uuid4().hex,
        "body": body,
        "batch": batch["id"],
        "opened": batch["opened"],
        "lanes": [lane.value, *(other.value for other in Lane)],
    }
