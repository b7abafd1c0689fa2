# about: SNAP201
"""What was put into a list is put into the new one, behind what is made of it before."""

import uuid

try:
    from snapshot_restore_py import register_after_restore
except ImportError:  # not in Lambda, where nothing is restored

    def register_after_restore(func, *args, **kwargs):
        return func


runs = [uuid.uuid4().hex]
first = runs[0]
runs.append("last")


@register_after_restore
def renew_after_restore():
    global runs, first
    runs = [uuid.uuid4().hex]
    first = runs[0]
    runs.append("last")


def handler(event, context):
    return {"runs": runs, "first": first}
