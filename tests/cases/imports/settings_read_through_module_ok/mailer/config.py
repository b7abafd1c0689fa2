# (module of the case) renews its globals after a restore
import uuid

from snapshot_restore_py import register_after_restore

SENDER = "shop@example.com"
SESSION = uuid.uuid4().hex  # ok: renewed, and never copied


@register_after_restore
def renew() -> None:
    global SESSION
    SESSION = uuid.uuid4().hex
