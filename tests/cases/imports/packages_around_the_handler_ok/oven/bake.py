# Where the source folder itself is the root, its `__init__.py` never runs.
# about: SNAP201
# oracle: ok
import os


def handler(event, context):
    return {"batch": os.environ.get("BATCH")}
