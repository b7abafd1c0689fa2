# What one line puts into one binding is reported once; other bindings, and lines, by themselves.
# oracle: COLLIDES
import random
import uuid

NAME = f"{uuid.uuid4().hex}-{random.randint(1, 9)}-{uuid.uuid4().hex}"  # expect: SNAP201
PAIR = {
    "left": uuid.uuid4().hex,  # expect: SNAP201
    "right": uuid.uuid4().hex,  # expect: SNAP201
}


def handler(event, context):
    return [NAME, PAIR["left"], PAIR["right"]]
