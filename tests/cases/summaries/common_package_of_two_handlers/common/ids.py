# (module of the case) shared by both entry points: one finding
import uuid

NODE = uuid.uuid4().hex  # expect: SNAP201


def tag(number):
    return f"{NODE}-{number}"
