# (module of the case) rules made of functions that draw when they are called
import functools
import random
import secrets
import uuid
from operator import methodcaller

_system = random.SystemRandom()


def _named(prefix, make, value):
    return f"{prefix}-{make()}-{value}"


def _weighted(pick):
    bounds = (0, 10**9)
    return lambda value: pick(*bounds) * value


RULES = {
    "id": functools.partial(_named, "id", uuid.uuid4),  # ok: called in the handler
    "token": functools.partial(_named, "token", secrets.token_hex),  # ok: called in the handler
    "weight": _weighted(_system.randint),  # ok: no state
    "upper": functools.partial(lambda call, value: call(f"v{value}"), methodcaller("upper")),
}
