# A function handed in INIT to a decorator that is not resolved counts as INVOKE, at most medium.
# settles: unknown decorators and registrars
# oracle: none (the framework does not exist)
import random
import uuid

from company_framework import route

SESSION = uuid.uuid4().hex  # expect: SNAP201


@route("/lane")
def lane():
    return {"lane": random.randrange(8), "session": SESSION}  # expect: SNAP103


def handler(event, context):
    return {"ok": True}
