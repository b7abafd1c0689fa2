# (module of the case) a memo of what is the same everywhere
import re
from functools import lru_cache

PATTERNS = {"cases": r"^/cases(?:/(?P<number>\w+))?$"}


@lru_cache(maxsize=128)
def match(path):
    for name, pattern in PATTERNS.items():
        if re.match(pattern, path):
            return name
    return None
