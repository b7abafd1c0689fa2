# (module of the case) a list of what this environment has seen
_SEEN = []


def history(elapsed):
    _SEEN.append(elapsed)
    return len(_SEEN)
