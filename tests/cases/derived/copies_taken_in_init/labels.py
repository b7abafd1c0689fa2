# (module of the case) a table of derived values, and a function that reads anew
import identity

TABLE = {"outbound": f"out-{identity.node}", "inbound": "in"}


def current() -> str:
    return f"now-{identity.node}"
