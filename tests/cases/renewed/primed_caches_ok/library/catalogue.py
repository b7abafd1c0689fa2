# (module of the case) memoised functions and a cached property
import secrets
import time
import uuid
from functools import cache, cached_property, lru_cache


@lru_cache(maxsize=None)
def shelf(code):
    return f"{code}-{uuid.uuid4().hex}"


@cache
def rules(kind):
    return {"kind": kind, "days": {"adult": 21, "child": 42}[kind]}


@lru_cache
def stamp():
    return time.time()


class Loans:
    @cached_property
    def token(self):
        return secrets.token_hex(8)


LOANS = Loans()
