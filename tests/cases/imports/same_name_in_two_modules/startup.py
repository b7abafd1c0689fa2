# (module of the case) the hook believes that one name serves both modules
import uuid

import billing
from shipping import session_id
from snapshot_restore_py import register_after_restore


@register_after_restore
def renew() -> None:
    global session_id
    session_id = uuid.uuid4().hex  # a global of this module, not of shipping
    billing.session_id = session_id
