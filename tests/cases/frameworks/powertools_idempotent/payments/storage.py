# (module of the case) a store for answers, primed with one
import uuid


def in_memory():
    return {"/health": {"id": uuid.uuid4().hex, "cents": 0}}
