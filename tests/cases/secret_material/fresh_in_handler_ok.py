# Tokens, salts and keys made in INVOKE are fresh.
# about: SNAP201, SNAP202
# settles: 201 or 202
# oracle: ok
import hashlib
import os
import secrets

TOKEN_BYTES = 32
new_token = secrets.token_urlsafe  # ok: a callable


def hash_password(password):
    salt = os.urandom(16)  # ok
    return salt.hex() + hashlib.scrypt(password.encode(), salt=salt, n=2, r=8, p=1).hex()


def handler(event, context):
    return {"token": new_token(TOKEN_BYTES), "hash": hash_password("secret"), "nonce": secrets.token_hex(8)}
