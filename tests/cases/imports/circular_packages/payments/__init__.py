# (module of the case) the other half of the circle
import time
import uuid

CLOCK = time.time
SCHEME = "card-" + uuid.uuid4().hex[:4]  # expect: SNAP201


def pay(number, cents):
    from accounts import limits
    from accounts.numbers import BRANCH

    return {
        "from": number,
        "branch": BRANCH,
        "allowed": cents < limits.LIMITS["daily"],
        "reviewed": limits.LIMITS["reviewed"],
    }
