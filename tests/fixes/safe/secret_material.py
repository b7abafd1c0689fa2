# about: SNAP202
import os
import secrets

TOKEN = secrets.token_urlsafe(32)
SALT = os.urandom(16)


def handler(event, context):
    return {"token": TOKEN, "salt": SALT.hex()}
