# package: coolname
# inside: coolname/__init__.py SNAP103
from coolname import generate_slug


def handler(event, context):
    return {"name": generate_slug()}  # expect: SNAP104
