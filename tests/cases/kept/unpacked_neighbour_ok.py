# Tuple unpacking keeps the elements apart: the handler reads the constant one.
# about: SNAP201
# oracle: ok
import uuid

stage, run = "prod", uuid.uuid4().hex  # ok: only `stage` is read in INVOKE
first, *rest = ["orders", uuid.uuid4().hex]  # ok: only `first` is read in INVOKE
print("import", run, rest)


def handler(event, context):
    return {"stage": stage, "queue": first}
