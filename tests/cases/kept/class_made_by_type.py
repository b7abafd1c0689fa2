# A class that `type` makes of a dictionary, found by the generated programs.
# oracle: COLLIDES
import uuid

Label = type("Label", (), {"number": uuid.uuid4().hex})  # expect: SNAP201


def handler(event, context):
    return {"number": Label.number}
