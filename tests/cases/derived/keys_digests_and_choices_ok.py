# Digests and keys of what does not change, or of what the handler makes.
# about: SNAP201
# oracle: ok
import hashlib
import uuid

table = {"ann": uuid.uuid4().hex}  # ok: only its keys are asked for
base = hashlib.sha256(b"fixed")


def handler(event, context):
    own = base.copy()
    digest = hashlib.sha256()
    digest.update(uuid.uuid4().bytes)
    return [list(table.keys()), own.hexdigest(), digest.hexdigest(), {uuid.uuid4().hex: 1}]
