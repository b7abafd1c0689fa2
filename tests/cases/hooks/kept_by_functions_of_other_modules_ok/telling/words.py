# (module of the case) what keeps what it is told
SAID = []


def say(what):
    SAID.append(what)
