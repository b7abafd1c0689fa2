# about: SNAP201
import uuid

from snapshot_restore_py import register_after_restore

run_id = uuid.uuid4().hex


def tag(event, number=uuid.uuid4().hex):  # what a number
    # The first statement has a comment of its own.

    return number


@register_after_restore
def renew():  # after each restore
    # Nothing yet.
    print("restored")
    # The end.


def handler(event, context):
    return tag(event), run_id
