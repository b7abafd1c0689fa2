# (module of the case) numbers by plan
import random
import time
import uuid

from .plans import Plan

_secure = random.SystemRandom()


def number_for(plan):
    match plan:
        case Plan.TRIAL:
            return f"{plan.prefix}-{_secure.getrandbits(64):x}"
        case Plan.MONTHLY | Plan.YEARLY:
            return f"{plan.prefix}-{uuid.uuid4().hex}"
        case _:
            return str(time.time_ns())
