# Renewed: an expiry check on the wall clock in front of the use. The clock reading belongs to the renewal.
# about: SNAP202, SNAP301
# settles: wall and monotonic expiry
# oracle: ok
import secrets
import time

_token = {"value": None, "expires": 0.0}


def csrf_token():
    if time.time() >= _token["expires"]:
        _token["value"] = secrets.token_urlsafe()  # ok: expires by the wall clock
        _token["expires"] = time.time() + 300  # ok: serves the comparison only
    return _token["value"]


csrf_token()


def handler(event, context):
    return {"token": csrf_token()}
