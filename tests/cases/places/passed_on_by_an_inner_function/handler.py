# What keeps the value is where the result is put; only a function that is kept keeps what it sees.
# oracle: COLLIDES
import functools
import types

from ids import keeper, new_id

STATE = types.SimpleNamespace(run=new_id())  # expect: SNAP201
KEEPER = keeper(new_id())  # expect: SNAP201


class Box:
    def __init__(self, value):
        self.value = value


BOX = Box(new_id())  # expect: SNAP201


@functools.lru_cache
def cached():
    return new_id()


cached()  # expect: SNAP201


def handler(event, context):
    return STATE.run, KEEPER(), BOX.value, cached()
