# (module of the case) what is behind the proxies
import uuid


class AuditClient:
    endpoint = "https://audit.example.com"

    def __init__(self):
        self.session = uuid.uuid4().hex  # expect: SNAP201


class BillingClient:
    def __init__(self):
        self.session = uuid.uuid4().hex  # ok: built in the handler

    def call(self, name):
        return f"{name}:{self.session}:{uuid.uuid4().hex}"
