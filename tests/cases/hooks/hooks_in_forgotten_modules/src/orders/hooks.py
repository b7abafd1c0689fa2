# (module of the case) nobody imports this
import random
import uuid

from snapshot_restore_py import register_after_restore

from . import store


@register_after_restore
def renew():  # expect: SNAP702
    store.prefix = uuid.uuid4().hex[:8]


register_after_restore(random.seed)  # expect: SNAP702
