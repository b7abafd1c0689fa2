# (module of the case) found in the layer's python/ folder
import uuid

TRACE_ROOT = uuid.uuid4().hex  # expect: SNAP201
