# (module of the case) built in the handler, and at import where the environment says so
import uuid

from .base import Channel


class MailChannel(Channel, kind="mail"):
    def __init__(self):
        self._boundary = uuid.uuid4().hex  # expect: SNAP201 any branch of INIT counts

    def send(self, message):
        return f"--{self._boundary} {message}"
