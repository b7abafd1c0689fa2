# A switch that is off, imported in a block: what stands behind it never runs.
# about: SNAP201
# oracle: ok
import uuid
from contextlib import suppress

with suppress(ImportError):
    from flags import TRACED

if TRACED:
    RUN = uuid.uuid4().hex  # ok: the switch is off
else:
    RUN = "plain"


def handler(event, context):
    return {"run": RUN}
