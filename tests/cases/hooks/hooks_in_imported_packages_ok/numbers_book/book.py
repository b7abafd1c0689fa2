# (module of the case) pages
import random
import uuid

volume = uuid.uuid4().hex  # ok: renewed by _hooks


def page():
    return f"{volume}/{random.randrange(10**9)}"  # ok: reseeded by platform_support
