# A part of the same program.
import uuid

SERIAL = uuid.uuid4().hex  # expect: SNAP201


class Crane:
    serial = SERIAL
