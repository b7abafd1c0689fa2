# Unique values of every kind: uuid1, samples and choices of the global generator, numbers turned into text.
# oracle: COLLIDES
import random
import string
import uuid

NODE_ID = str(uuid.uuid1())  # expect: SNAP201
SUFFIX = "".join(random.choices(string.ascii_lowercase, k=12))  # expect: SNAP201
HEX = f"{random.getrandbits(64):016x}"  # expect: SNAP201
ORDER = random.sample(range(1000), 10)  # expect: SNAP201


def handler(event, context):
    return [NODE_ID, SUFFIX, HEX, ORDER]
