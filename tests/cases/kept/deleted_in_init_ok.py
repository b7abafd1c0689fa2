# What INIT deletes again is not kept: a name, an entry, an attribute.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

_started = time.time()  # ok: deleted
settings = {"stage": "prod", "import": uuid.uuid4().hex}  # ok: popped
print("import", settings.pop("import"), time.time() - _started)
del _started


def handler(event, context):
    return settings
