# (module of the case) interprets a command
from commands import Move


def execute(command):
    match command:
        case Move(x=x, y=y, id=identity) if x >= 0:
            return f"move {x},{y} as {identity}"
        case {"op": "dim", "level": level, "token": token}:
            return f"dim to {level} with {token}"
        case ("turn", degrees):
            return f"turn by {degrees}"
        case other:
            return repr(other)
