# (module of the case) exports two of three names
import uuid

__all__ = ["RUN_ID", "STAGE"]
STAGE = "prod"
RUN_ID = uuid.uuid4().hex  # expect: SNAP201
SESSION = uuid.uuid4().hex  # ok: not exported
