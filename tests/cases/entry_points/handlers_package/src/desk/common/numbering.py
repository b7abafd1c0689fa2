# (module of the case) a table of counters with drawn starts
import random

SERIES = {"case": "C", "task": "T"}


class Numbers:
    def __init__(self):
        self._at = {name: random.randrange(10**9) for name in SERIES}  # expect: SNAP201

    def next(self, name):
        self._at[name] += 1
        return f"{SERIES[name]}{self._at[name]}"


numbers = Numbers()
