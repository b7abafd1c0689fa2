# (module of the case) the prefix that `ready` sets
prefix = ""


def number(count):
    return f"{prefix}-{count}"
