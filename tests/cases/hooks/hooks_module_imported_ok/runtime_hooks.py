# (module of the case) registers the hooks
import random
import uuid

import state
from snapshot_restore_py import register_after_restore


@register_after_restore
def renew():
    random.seed()
    state.session = uuid.uuid4().hex
