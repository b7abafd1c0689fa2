# (module of the case) both branches renew
import uuid


class Gate:
    def __init__(self):
        self.token = uuid.uuid4().hex  # ok: open() comes before every use
        self.user = None

    def open(self, user):
        if user is None:
            self._reset()
        else:
            self.user = user
            self.token = f"{user}-{uuid.uuid4().hex}"

    def _reset(self):
        self.user = None
        self.token = uuid.uuid4().hex
