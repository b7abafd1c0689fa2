# An `async def` with nothing in it to wait for.
# about: SNAP704
from snapshot_restore_py import register_after_restore

flags = {}


@register_after_restore
def forget():
    flags.clear()


def handler(event, context):
    return flags
