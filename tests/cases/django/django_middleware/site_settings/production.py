# (module of the case) adds a release that is made at import
import datetime
import uuid

from .base import *  # noqa: F403

RELEASED = datetime.datetime.now().isoformat()  # expect: SNAP301
RELEASE_ID = uuid.uuid4().hex  # expect: SNAP201
