# package: ulid-transform
# inside: ulid_transform/_py_ulid_impl.py SNAP103
from ulid_transform import ulid_now

LENGTH = len(ulid_now())


def handler(event, context):
    return {"id": ulid_now()[10:], "length": LENGTH}  # expect: SNAP104
