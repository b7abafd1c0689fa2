# (module of the case) three hooks
import time
import uuid

from decorators import blocking, logged
from snapshot_restore_py import register_after_restore


@register_after_restore
@logged
def renew_run():
    import settings

    settings.run = uuid.uuid4().hex


@logged
@register_after_restore
def renew_clock():
    from importlib import import_module

    import_module("settings").loaded = time.time()


@register_after_restore
@blocking
async def renew_sessions():
    from sessions import SESSIONS

    await SESSIONS.renew()
