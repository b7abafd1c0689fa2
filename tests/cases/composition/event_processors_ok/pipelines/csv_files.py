# (module of the case) makes its id when it is built, in the handler
import uuid

from .registry import Registered


class CsvFiles(Registered, kind="csv"):
    def __init__(self) -> None:
        self.load_id = uuid.uuid4().hex  # ok: built in the handler

    def load(self, payload: dict) -> dict:
        return {"load": self.load_id, **payload}
