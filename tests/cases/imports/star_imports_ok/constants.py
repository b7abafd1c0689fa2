# (module of the case) a private name and one that the star import does not take
import os
import uuid

__all__ = ["REGION", "SESSION", "LIMIT"]

REGION = os.environ.get("AWS_REGION", "eu-west-1")
SESSION = uuid.uuid4().hex  # ok: overrides binds the name after this
LIMIT = 10
HIDDEN = uuid.uuid4().hex  # ok: not in __all__
