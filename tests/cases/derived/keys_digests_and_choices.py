# Keys of dicts, digests that are fed in steps, new types, the one that `min` chooses.
# oracle: COLLIDES
import hashlib
import hmac
import random
import uuid
from contextlib import nullcontext
from typing import NewType

BoatId = NewType("BoatId", str)

by_number = {uuid.uuid4().hex: "ann"}  # expect: SNAP201
by_name = {}
by_name[uuid.uuid4().hex] = "bob"  # expect: SNAP201
digest = hashlib.new("sha256")
digest.update(b"salt")
digest.update(uuid.uuid4().bytes)  # expect: SNAP201
seal = hmac.new(b"k", uuid.uuid4().bytes, "sha256")  # expect: SNAP201
BOAT = BoatId(uuid.uuid4().hex)  # expect: SNAP201
dice = min([random.Random()], key=id)  # expect: SNAP102

with nullcontext(random.Random()) as other:  # expect: SNAP102
    pass


def handler(event, context):
    numbers = [key for key in by_number]
    return [numbers, next(iter(by_name)), digest.hexdigest(), seal.hexdigest(), BOAT, dice.random(), other.random()]
