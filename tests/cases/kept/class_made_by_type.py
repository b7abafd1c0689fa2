# A class that `type` makes of a dictionary, found by the generated programs.
# oracle: COLLIDES
import uuid

Label = type("Label", (), {"number": uuid.uuid4().hex})  # known-miss: SNAP201 what `type` makes has no attributes


def handler(event, context):
    return {"number": Label.number}
