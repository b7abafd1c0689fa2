# (module of the case) answers from the store where it can
import functools
import uuid


def idempotent(method):
    @functools.wraps(method)
    def wrapper(self, *, key, **options):
        if key not in self._answers:
            self._answers[key] = method(self, **options)
        return self._answers[key]

    return wrapper


class Charger:
    def __init__(self, answers):
        self._answers = answers

    @idempotent
    def charge(self, cents):
        return {"id": uuid.uuid4().hex, "cents": cents}
