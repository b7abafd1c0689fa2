# The object lives for one expression: the global keeps the number.
# oracle: COLLIDES
import uuid


class Mint:
    def __init__(self):
        self.number = uuid.uuid4().hex  # ok: innocent, the handler calls it too


NUMBER = Mint().number  # expect: SNAP201


def handler(event, context):
    return {"f0": NUMBER, "fresh": Mint().number}
