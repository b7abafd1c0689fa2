# Digests, keys and comparisons of configured values draw nothing.
# about: SNAP202
# oracle: ok
import base64
import hashlib
import hmac
import os
import secrets

PEPPER = os.environ.get("PEPPER", "none").encode()  # ok: configured
KEY = hashlib.sha256(b"orders" + PEPPER).digest()  # ok: deterministic
SIGNATURE = base64.b64encode(hmac.new(KEY, b"v1", "sha256").digest()).decode()  # ok
SALT_LENGTH = secrets.DEFAULT_ENTROPY  # ok: a constant


def handler(event, context):
    return {"signature": SIGNATURE, "size": SALT_LENGTH, "same": secrets.compare_digest(KEY, KEY)}
