# (module of the case) the last binding of `stamp`
stamp = "constant"


def batch():
    return stamp.upper()
