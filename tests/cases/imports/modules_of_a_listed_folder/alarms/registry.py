# A part of the same program.
known = {}


def alarm(kind):
    known[kind.name] = kind
    return kind
