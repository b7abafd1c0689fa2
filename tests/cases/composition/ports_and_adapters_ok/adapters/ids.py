# (module of the case) makes an id on each call
import uuid


class UuidIds:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def new(self) -> str:
        return f"{self._prefix}-{uuid.uuid4()}"  # ok: called in the handler
