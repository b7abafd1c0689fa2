# (module of the case) reads the setting when it sends
from mailer import config as settings
from mailer.config import SENDER


class Outbox:
    def __init__(self) -> None:
        self._count = 0

    def send(self, recipient: str) -> str:
        self._count += 1
        return f"{SENDER}>{recipient}/{settings.SESSION}/{self._count}"
