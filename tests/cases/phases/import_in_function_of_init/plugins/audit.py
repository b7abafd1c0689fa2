# (module of the case) imported by a function that INIT runs
import uuid

TRAIL = uuid.uuid4().hex  # expect: SNAP201
