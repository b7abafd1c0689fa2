# A first-party module with familiar function names is what its code says, not what its name says.
# about: SNAP103, SNAP201
# oracle: ok
import random_utils
from random_utils import randint, seed

seed(7)
PICK = randint(1, 6)  # ok: a constant


def handler(event, context):
    return {"pick": PICK, "now": random_utils.random()}  # ok
