# (module of the case) registers its own hook
import uuid

from snapshot_restore_py import register_after_restore

session = uuid.uuid4().hex  # ok: renewed for whoever imports it


@register_after_restore
def renew():
    global session
    session = uuid.uuid4().hex
