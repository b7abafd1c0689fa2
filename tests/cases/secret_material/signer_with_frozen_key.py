# A key that a kept object was given: reported at the argument, used when the handler signs.
# oracle: COLLIDES
import hashlib
import hmac
import secrets


class Signer:
    def __init__(self, key):
        self._key = key

    def sign(self, message):
        return hmac.new(self._key, message.encode(), hashlib.sha256).hexdigest()


signer = Signer(secrets.token_bytes(32))  # expect: SNAP202


def handler(event, context):
    return {"signature": signer.sign(str(event["n"]))}
