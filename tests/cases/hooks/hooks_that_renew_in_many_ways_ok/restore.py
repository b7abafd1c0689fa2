# (module of the case) one hook for all
import importlib
import uuid

from app import cache, service, session
from snapshot_restore_py import register_after_restore

services = []


@register_after_restore
def renew():
    cache.ENTRIES.clear()
    importlib.reload(session)
    setattr(session, "label", uuid.uuid4().hex)
    service.rebuild()
    for each in services:
        each.__init__()
        each.__dict__.pop("badge", None)
