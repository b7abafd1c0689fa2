# A hook assigns the first entry of a list that something was inserted into.
# about: SNAP201
# oracle: ok
import uuid

from snapshot_restore_py import register_after_restore

numbers = ["last"]
numbers.insert(0, uuid.uuid4().hex)
trail = ["first", "last"]
trail.insert(1, uuid.uuid4().hex)


@register_after_restore
def renew():
    numbers[0] = uuid.uuid4().hex
    trail[1] = uuid.uuid4().hex


def handler(event, context):
    return {"number": numbers[0], "trail": trail}
