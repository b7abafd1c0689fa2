# (module of the case) functions, generators and callable objects that routes depend on
import random
import uuid


class Pager:
    """A dependency with a state of its own."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._cursor_key = uuid.uuid4().hex[:8]  # expect: SNAP201

    def __call__(self, page: int = 0) -> dict:
        return {"size": self.size, "cursor": f"{self._cursor_key}.{page}"}


class Currency:
    def __init__(self, code: str = "EUR") -> None:
        self.code = code
        self.quote = uuid.uuid4().hex  # ok: FastAPI builds one for each request


def unit_of_work():
    lane = random.randrange(10**9)  # expect: SNAP103
    try:
        yield {"lane": lane}
    finally:
        pass


pager = Pager(size=20)
