# (module of the case) signs with the ring's current key
import hashlib
import hmac


class Signer:
    def __init__(self, ring):
        self._ring = ring

    def sign(self, text):
        digest = hmac.new(self._ring.current, text.encode(), hashlib.sha256).hexdigest()
        return f"{text}.{digest}"

    def verify(self, token):
        text, _, _ = token.rpartition(".")
        return hmac.compare_digest(self.sign(text), token)
