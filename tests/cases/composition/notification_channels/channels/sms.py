# (module of the case) built at import by the handler's module
import uuid

from .base import Channel


class SmsChannel(Channel, kind="sms"):
    def __init__(self):
        self._sender = uuid.uuid4().int % 10**10  # expect: SNAP201

    def send(self, message):
        return f"{self._sender}: {message}"
