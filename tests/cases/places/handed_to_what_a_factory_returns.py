# What a function hands to an object that it returns is told where that is kept; what it sets itself, there.
# oracle: COLLIDES, STALE-TIME
import time
import uuid
from dataclasses import dataclass


@dataclass
class Tag:
    number: str

    @classmethod
    def new(cls):
        return cls(number=uuid.uuid4().hex)  # ok: innocent, the handler calls it too


class Crate:
    def __init__(self, tag, packed):
        self.tag = tag
        self.packed = packed
        self.seal = uuid.uuid4().hex  # expect: SNAP201


def packed_crate():
    crate = Crate(Tag.new(), time.time())  # ok: kept by who calls
    crate.owner = uuid.uuid4().hex  # expect: SNAP201
    return crate


def wrapped():
    return packed_crate()


def named(number):
    return Tag(number)


crate = wrapped()  # expect: SNAP201, SNAP301
tag = named(uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return [crate.tag.number, crate.packed, crate.seal, crate.owner, tag.number, Tag.new().number]
