# (module of the case) the original
import uuid

node = uuid.uuid4().hex[:10]  # ok: renewed, and so are the copies
