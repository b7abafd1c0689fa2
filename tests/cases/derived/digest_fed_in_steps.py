# A digest takes what it is fed.
# oracle: COLLIDES
import hashlib
import uuid

digest = hashlib.sha256()
digest.update(uuid.uuid4().bytes)  # expect: SNAP201
SEAL = digest.hexdigest()


def handler(event, context):
    return {"f0": SEAL}
