# (module of the case) attrs classes with factories and a method as default
import time
import uuid

import attrs


@attrs.define
class Movement:
    direction: str
    id: str = attrs.field(factory=lambda: uuid.uuid4().hex)  # ok: one for each movement
    moved: float = attrs.field()

    @moved.default
    def _moved(self) -> float:
        return time.time()

    def row(self) -> dict:
        return {"direction": self.direction, "id": self.id, "moved": self.moved}


@attrs.frozen
class Shelf:
    code: str = attrs.Factory(lambda: uuid.uuid4().hex[:4] + str(time.time_ns()))  # ok: likewise

    def row(self) -> dict:
        return {"code": self.code}
