# A name that only an unresolvable star import can have bound is a guess: low, so silent by default.
# about: SNAP201
# settles: star imports that cannot be resolved
# oracle: none (the package does not exist)
from company_settings import *

RUN_ID = uuid4()  # ok: a guess
SESSION = new_session_id()  # ok: unknown


def handler(event, context):
    return {"run": str(RUN_ID), "session": SESSION}
