# (module of the case) imported by the imported module
import uuid

SERIES = uuid.uuid4().hex[:8]  # expect: SNAP201
