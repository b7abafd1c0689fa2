# (module of the case) registers what it makes
import uuid

from register import STEPS

STEPS["weigh"] = uuid.uuid4().hex  # expect: SNAP201
