# Factories that hand out one object, however it is remembered: to renew it once is enough.
# about: SNAP201
# oracle: ok
import uuid
from functools import lru_cache

from snapshot_restore_py import register_after_restore


class Counter:
    def __init__(self, name):
        self.run = uuid.uuid4().hex  # ok: the hook renews the one object of each


class Only:
    _one = None

    def __new__(cls):
        if cls._one is None:
            cls._one = super().__new__(cls)
            cls._one.run = uuid.uuid4().hex  # ok: see the hook
        return cls._one


def remembered(function):
    known = {}

    def ask(*arguments):
        if arguments not in known:
            known[arguments] = function(*arguments)
        return known[arguments]

    return ask


@remembered
def own_memo(name):
    return Counter(name)


@lru_cache
def memo(name):
    return Counter(name)


_counter = None


def lazy():
    global _counter
    if _counter is None:
        _counter = Counter("lazy")
    return _counter


one, one_again = own_memo("a"), own_memo("a")
two, two_again = memo("b"), memo("b")
three, three_again = lazy(), lazy()
four, four_again = Only(), Only()


@register_after_restore
def renew():
    for each in (one, two, three, four):
        each.run = uuid.uuid4().hex


def handler(event, context):
    return [one_again.run, two_again.run, three_again.run, four_again.run]
