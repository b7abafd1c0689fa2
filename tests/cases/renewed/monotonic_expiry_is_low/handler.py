# A monotonic expiry: the value is a low finding, shown with --min-confidence low.
# settles: wall and monotonic expiry
# oracle: ok (collides where the restored monotonic clock stands still: oracle-freeze)
# oracle-freeze: COLLIDES
import secrets
import time

_token = None
_expires = 0.0


def csrf_token():
    global _token, _expires
    if _token is None or time.monotonic() >= _expires:
        _token = secrets.token_urlsafe()  # expect: SNAP202
        _expires = time.monotonic() + 300  # ok: serves the comparison only
    return _token


csrf_token()


def handler(event, context):
    return {"token": csrf_token()}
