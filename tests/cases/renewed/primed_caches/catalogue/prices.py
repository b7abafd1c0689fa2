# (module of the case) memoised by currency
import time
from functools import lru_cache


@lru_cache(maxsize=16)
def current_rates(currency):
    return {"currency": currency, "as_of": time.time()}
