# (module of the case) renews its globals after a restore
import os
import uuid

from snapshot_restore_py import register_after_restore

STAGE = os.environ.get("STAGE", "dev")
SESSION = uuid.uuid4().hex  # expect: SNAP201 the copies in handler.py and publisher.py stay
TOPIC_SUFFIX = uuid.uuid4().hex[:6]  # ok: renewed, and read through this module only


@register_after_restore
def renew() -> None:
    global SESSION, TOPIC_SUFFIX
    SESSION = uuid.uuid4().hex
    TOPIC_SUFFIX = uuid.uuid4().hex[:6]


def topic(name: str) -> str:
    return f"{STAGE}-{name}-{TOPIC_SUFFIX}"
