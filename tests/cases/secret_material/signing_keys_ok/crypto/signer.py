# (module of the case) a key derived from configuration, which is the same in every environment on purpose
import hashlib
import hmac
import os
import time

_KEY = hashlib.pbkdf2_hmac(
    "sha256", os.environ.get("SIGNING_SECRET", "dev").encode(), b"fixed-salt", 1000
)  # ok: derived from constants and configuration


def sign(text):
    stamped = f"{text}.{time.time_ns()}"
    return f"{stamped}.{hmac.new(_KEY, stamped.encode(), hashlib.sha256).hexdigest()}"
