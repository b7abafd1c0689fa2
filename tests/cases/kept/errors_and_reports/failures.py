# (module of the case) exceptions with a frozen code and a frozen prefix
import secrets
import uuid


class Incident(Exception):
    code = uuid.uuid4().hex[:8]  # expect: SNAP201
    prefix = secrets.choice("ABCDEFGH") + uuid.uuid4().hex[:6]  # expect: SNAP201

    def __str__(self):
        return f"{self.prefix}: {self.args[0]}"


class OutOfStock(Incident):
    def __init__(self, item):
        super().__init__(f"out of {item}")
