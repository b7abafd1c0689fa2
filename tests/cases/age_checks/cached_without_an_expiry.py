# A cache that returns early because it is filled, not because it is young, renews nothing.
# oracle: COLLIDES
import secrets

_token = None


def csrf_token():
    global _token
    if _token is not None:
        return _token
    _token = secrets.token_urlsafe()  # expect: SNAP202
    return _token


csrf_token()


def handler(event, context):
    return {"token": csrf_token()}
