# (module of the case) bound first
import uuid

BUILD = uuid.uuid4().hex  # ok: overridden
_secret = uuid.uuid4().hex  # ok: not exported
