# A hook assigns the first entry of a list that something was inserted into, found by the generated programs.
# about: SNAP201
# oracle: ok
# unmended: SNAP201 positions behind an insertion are not followed; seen in generated programs only
import uuid

from snapshot_restore_py import register_after_restore

numbers = ["last"]
numbers.insert(0, uuid.uuid4().hex)  # known-false: SNAP201 `insert` puts things anywhere


@register_after_restore
def renew():
    numbers[0] = uuid.uuid4().hex


def handler(event, context):
    return {"number": numbers[0]}
