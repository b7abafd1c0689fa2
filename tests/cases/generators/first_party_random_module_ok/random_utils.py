# (module of the case) deterministic stand-ins
_state = {"seed": 0}


def seed(number):
    _state["seed"] = number


def randint(low, high):
    return low + _state["seed"] % (high - low + 1)


def random():
    return 0.5
