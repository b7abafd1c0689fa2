# To import the function by its name is not to call it: each environment draws its own clock sequence.
# about: SNAP104
# oracle: ok
from uuid import uuid1


def handler(event, context):
    return {"order": uuid1().hex}
