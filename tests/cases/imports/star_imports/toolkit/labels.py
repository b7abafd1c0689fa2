# (module of the case) no `__all__`: all names without an underscore
import uuid as _uuid

stamp = _uuid.uuid4().hex  # ok: batches binds the name after this
_prefix = _uuid.uuid4().hex[:6]  # expect: SNAP201 read by label


def label(name):
    return f"{_prefix}/{name}"
