# (module of the case) copies in a constructor and in a default value
import identity


class Sender:
    def __init__(self) -> None:
        self._node = identity.node

    def address(self) -> str:
        return f"queue/{self._node}"


def describe(kind: str, node: str = identity.node) -> str:
    return f"{kind} of {node}"
