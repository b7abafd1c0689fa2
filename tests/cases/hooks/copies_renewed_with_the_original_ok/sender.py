# (module of the case) copies in a constructor
import identity


class Sender:
    def __init__(self) -> None:
        self.labels = {}
        self.adopt(identity.node)

    def adopt(self, node: str) -> None:
        self._node = node
        self.labels["out"] = f"out-{node}"

    def address(self) -> str:
        return f"queue/{self._node}"


SENDER = Sender()
