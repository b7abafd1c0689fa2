# (module of the case) the hook renews the original first and hands it to the copies
import uuid

import identity
from sender import SENDER
from snapshot_restore_py import register_after_restore


@register_after_restore
def renew() -> None:
    identity.node = uuid.uuid4().hex[:10]
    SENDER.adopt(identity.node)
