# A hook assigns an entry that something inserted later has moved, and not the moved one.
# oracle: COLLIDES
import uuid

from snapshot_restore_py import register_after_restore

numbers = ["last"]
numbers.insert(0, uuid.uuid4().hex)  # expect: SNAP201
numbers.insert(0, "first")
many = []
for _ in range(2):
    many.insert(0, uuid.uuid4().hex)  # expect: SNAP201


@register_after_restore
def renew():
    numbers[0] = "new"
    many[0] = uuid.uuid4().hex


def handler(event, context):
    return {"number": numbers[1], "many": many[-1]}
