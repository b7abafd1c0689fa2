# (module of the case) rates of an hour
import functools
import secrets

from .hours import this_hour


@functools.lru_cache(maxsize=4)
def rates(hour):
    return {"hour": hour, "quote": secrets.token_hex(8)}


__all__ = ["rates", "this_hour"]
