# A monotonic expiry makes the value a low finding only: silent by default.
# about: SNAP202, SNAP301
# oracle: ok
# oracle-freeze: COLLIDES
import secrets
import time

_token = None
_expires = 0.0


def csrf_token():
    global _token, _expires
    if _token is None or time.monotonic() >= _expires:
        _token = secrets.token_urlsafe()  # ok: low
        _expires = time.monotonic() + 300
    return _token


csrf_token()


def handler(event, context):
    return {"token": csrf_token()}
