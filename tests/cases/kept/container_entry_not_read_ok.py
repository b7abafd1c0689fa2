# Used in INVOKE means this entry: the handler reads another key of the same literal.
# about: SNAP201
# oracle: ok
import uuid

SETTINGS = {"run": uuid.uuid4().hex, "stage": "prod"}  # ok: INVOKE reads "stage" only
print("import", SETTINGS["run"])


def handler(event, context):
    return {"stage": SETTINGS["stage"]}
