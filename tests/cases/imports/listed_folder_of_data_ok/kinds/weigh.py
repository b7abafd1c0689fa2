# Nothing imports it.
import uuid

SCALE = uuid.uuid4().hex  # ok: never runs
