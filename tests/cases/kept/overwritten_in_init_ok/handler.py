# Frozen values that INIT itself overwrites before the snapshot: by a function, an attribute, an entry, configuration, a reset.
# about: SNAP201
# oracle: ok
import settings
from profiles import PROFILE, load

load({"id": "from-configuration"})
settings.configure(run="fixed")


def handler(event, context):
    return {"profile": PROFILE.id, "labels": dict(PROFILE.labels), "run": settings.RUN}
