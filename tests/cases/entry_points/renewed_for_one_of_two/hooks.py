# (module of the case) imported by one of the handlers
import uuid

import common
from snapshot_restore_py import register_after_restore


@register_after_restore
def renew():
    common.session = uuid.uuid4().hex
