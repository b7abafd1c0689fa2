# A part of the same program.
import uuid

from register import STEPS

STEPS["weigh"] = uuid.uuid4().hex  # expect: SNAP201
