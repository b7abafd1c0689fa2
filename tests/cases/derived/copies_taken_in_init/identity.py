# (module of the case) renews its global after a restore, which the copies do not see
import uuid

from snapshot_restore_py import register_after_restore

node = uuid.uuid4().hex[:10]  # expect: SNAP201 copied by Sender, describe and labels


@register_after_restore
def renew() -> None:
    global node
    node = uuid.uuid4().hex[:10]
