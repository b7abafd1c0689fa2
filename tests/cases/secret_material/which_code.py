# Material of secrets is SNAP202, numbers and ids are SNAP201, whatever drew them.
# settles: 201 or 202
# oracle: COLLIDES
import os
import random
import secrets
import uuid

TOKEN = secrets.token_hex(8)  # expect: SNAP202
SALT = os.urandom(8).hex()  # expect: SNAP202
COLOUR = "".join(secrets.choice("abcdefgh") for _ in range(20))  # expect: SNAP201
NUMBER = secrets.randbelow(10**12)  # expect: SNAP201
SYSTEM = random.SystemRandom().randrange(10**12)  # expect: SNAP201
ID = str(uuid.uuid4())  # expect: SNAP201


def handler(event, context):
    return [TOKEN, SALT, COLOUR, NUMBER, SYSTEM, ID]
