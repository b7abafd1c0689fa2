# An expiry check on the wall clock in front of the use: what is still valid is returned early.
# about: SNAP202, SNAP301
# oracle: ok
import secrets
import time

_token = None
_expires = 0.0


def csrf_token():
    global _token, _expires
    if _token is not None and time.time() < _expires:
        return _token
    _token = secrets.token_urlsafe()  # ok: expires by the wall clock
    _expires = time.time() + 300  # ok: part of the renewal
    return _token


csrf_token()


def handler(event, context):
    return {"token": csrf_token()}
