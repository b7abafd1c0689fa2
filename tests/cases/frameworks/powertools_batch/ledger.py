# (module of the case) entries carry the ledger's run and period
import uuid

from periods import Period


class Ledger:
    def __init__(self, name):
        self._name = name
        self._run = uuid.uuid4()  # expect: SNAP201
        self._period = Period.current()  # expect: SNAP301
        self._entries = []

    def post(self, text):
        entry = {
            "id": uuid.uuid4().hex,
            "run": f"{self._name}/{self._run}",
            "since": self._period.start.isoformat(),
            "text": text,
        }
        self._entries.append(entry)
        return entry

    def take(self):
        taken, self._entries = self._entries, []
        return taken
