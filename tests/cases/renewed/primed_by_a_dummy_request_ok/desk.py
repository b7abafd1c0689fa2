# (module of the case) cases of this environment
# unmended: SNAP301 in which order methods of one object run in INIT is not followed; a hook that empties the value itself is
import time
import uuid


class Desk:
    def __init__(self):
        self._cases = {}
        self._latest = None

    def open_case(self, subject):
        number = uuid.uuid4().hex
        self._cases[number] = {"subject": subject, "opened": time.time()}  # known-false: SNAP301 emptied again before the snapshot
        self._latest = number
        return {"number": number, "opened": self._cases[number]["opened"], "latest": self._latest}

    def forget_all(self):
        self._cases = {}
        self._latest = None
