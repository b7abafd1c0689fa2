# (module of the case) cases of this environment
import time
import uuid


class Desk:
    def __init__(self):
        self._cases = {}
        self._latest = None

    def open_case(self, subject):
        number = uuid.uuid4().hex
        self._cases[number] = {"subject": subject, "opened": time.time()}  # ok: emptied again before the snapshot
        self._latest = number
        return {"number": number, "opened": self._cases[number]["opened"], "latest": self._latest}

    def forget_all(self):
        self._cases = {}
        self._latest = None
