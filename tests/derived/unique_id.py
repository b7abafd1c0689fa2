# package: unique-id
# inside: unique_id/main.py SNAP103
from unique_id import get_unique_id


def handler(event, context):
    return {"order": get_unique_id(length=20)}  # expect: SNAP104
