# (module of the case) functions that make, all called in INIT
import random
import uuid


def new_id(prefix: str = "", *, size: int = 12) -> str:
    return prefix + uuid.uuid4().hex[:size]


def roll(*sides: int) -> list[int]:
    return [random.randrange(side) for side in sides]
