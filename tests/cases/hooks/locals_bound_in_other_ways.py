# Hooks that bind a local instead of the global of that name: by `with`, by `:=`, in a tuple.
# oracle: COLLIDES
import contextlib
import uuid

from snapshot_restore_py import register_after_restore

FIRST = uuid.uuid4().hex  # expect: SNAP201
SECOND = uuid.uuid4().hex  # expect: SNAP201
THIRD = uuid.uuid4().hex  # expect: SNAP201


@register_after_restore
def renew():
    with contextlib.nullcontext(uuid.uuid4().hex) as FIRST:  # expect: SNAP703
        pass
    (SECOND := uuid.uuid4().hex)  # expect: SNAP703
    THIRD, _ = uuid.uuid4().hex, 1  # expect: SNAP703


def handler(event, context):
    return [FIRST, SECOND, THIRD]
