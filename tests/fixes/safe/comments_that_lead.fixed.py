# about: SNAP201
import uuid

from snapshot_restore_py import register_after_restore

run_id = uuid.uuid4().hex


def tag(event, number=None):  # what a number
    if number is None:
        number = uuid.uuid4().hex
    # The first statement has a comment of its own.

    return number


@register_after_restore
def renew():  # after each restore
    global run_id
    # Nothing yet.
    print("restored")
    run_id = uuid.uuid4().hex
    # The end.


def handler(event, context):
    return tag(event), run_id
