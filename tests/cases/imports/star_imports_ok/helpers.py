# (module of the case) functions, and a private name that nobody reads
import uuid as _uuid

_BOOT = _uuid.uuid4().hex  # ok: nobody reads it


def new_request():
    return f"rq-{_uuid.uuid4().hex}"
