# about: SNAP202
import os
import secrets

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


TOKEN = secrets.token_urlsafe(32)
SALT = os.urandom(16)


@register_after_restore
def renew_after_restore():
    global TOKEN, SALT
    TOKEN = secrets.token_urlsafe(32)
    SALT = os.urandom(16)


def handler(event, context):
    return {"token": TOKEN, "salt": SALT.hex()}
