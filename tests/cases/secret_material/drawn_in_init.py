# secrets.token_*, os.urandom and salts are SNAP202; uuid, random, SystemRandom numbers and secrets.choice are SNAP201.
# oracle: COLLIDES
import hashlib
import os
import random
import secrets
import string
import uuid

SIGNING_KEY = secrets.token_bytes(32)  # expect: SNAP202
CSRF = secrets.token_urlsafe()  # expect: SNAP202
NONCE = os.urandom(12)  # expect: SNAP202
SALT = hashlib.sha256(os.urandom(16)).hexdigest()  # expect: SNAP202
SESSION = uuid.UUID(bytes=os.urandom(16), version=4)  # expect: SNAP202
PASSWORD = "".join(secrets.choice(string.ascii_letters) for _ in range(24))  # expect: SNAP201
NUMBER = random.SystemRandom().getrandbits(64)  # expect: SNAP201
REQUEST = uuid.uuid4().hex  # expect: SNAP201
LANE = random.randrange(10**9)  # expect: SNAP201


def handler(event, context):
    return [SIGNING_KEY.hex(), CSRF, NONCE.hex(), SALT, str(SESSION), PASSWORD, NUMBER, REQUEST, LANE]
