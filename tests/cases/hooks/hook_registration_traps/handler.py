# Registrations that look like renewals: the new value is an argument, made in INIT; a setter is bound to the frozen value.
# oracle: none (hooks do not run in the cold starts that it compares with)
import functools
import time
import uuid

from snapshot_restore_py import register_after_restore

import state
from keys import KEYS

register_after_restore(setattr, state, "session", uuid.uuid4().hex)  # expect: SNAP201
register_after_restore(functools.partial(KEYS.replace, opened=time.time()))  # expect: SNAP301
register_after_restore(KEYS.replace, id=KEYS.new_id())  # expect: SNAP201


def handler(event, context):
    return {"session": state.session, "opened": KEYS.opened, "id": KEYS.id}
