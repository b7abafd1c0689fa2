# Objects of libraries that nothing is known of: iterated, called, asked and entered.
# oracle: COLLIDES
import random
import uuid
import flakes
from shopkit import Sender, Numberer

a = flakes.Generator(uuid.uuid4().int & 1023)  # expect: SNAP201  # confidence: SNAP201 medium
b = Numberer(uuid.uuid4().int & 1023)  # expect: SNAP201  # confidence: SNAP201 medium
c = Sender(uuid.uuid4().hex)  # expect: SNAP201  # confidence: SNAP201 medium
d = Sender(uuid.uuid4().hex)  # expect: SNAP201  # confidence: SNAP201 medium


def handler(event, context):
    with d as out:
        pass
    return [next(a), b(), c.send("x"), f"{out}"]
