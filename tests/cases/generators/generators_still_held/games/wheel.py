# (module of the case) a bound method
import chance

_pick = chance.rng.choice


def spin():
    return _pick(range(10**9))
