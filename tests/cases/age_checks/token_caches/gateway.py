# (module of the case) one attribute with a monotonic expiry, one with none
import secrets
import time


class Client:
    def __init__(self):
        self._csrf = None
        self._until = 0.0
        self._nonce = None

    def csrf(self):
        now = time.monotonic()
        if self._csrf is None or now >= self._until:
            self._csrf = secrets.token_hex(16)  # expect: SNAP202 low
            self._until = now + 900
        return self._csrf

    def nonce(self):
        if self._nonce is None:
            self._nonce = secrets.token_hex(16)  # expect: SNAP202
        return self._nonce


CLIENT = Client()
CLIENT.csrf()
CLIENT.nonce()
