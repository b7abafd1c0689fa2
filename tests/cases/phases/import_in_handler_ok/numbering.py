# (module of the case) its top level runs after the restore
import uuid

SERIES = uuid.uuid4().hex[:8]  # ok: only INVOKE imports this module
