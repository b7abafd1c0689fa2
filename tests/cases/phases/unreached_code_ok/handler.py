# Frozen values that only unreached code uses: helpers that nobody calls, fakes for tests, command lines, dead branches.
# about: SNAP102, SNAP201, SNAP301
# oracle: ok
import uuid

import inventory


def handler(event, context):
    return {"stock": inventory.stock(), "request": uuid.uuid4().hex}
