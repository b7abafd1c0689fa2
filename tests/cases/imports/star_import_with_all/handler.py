# Star imports honour `__all__`: RUN_ID comes from settings, SESSION does not.
# settles: star imports with __all__
# oracle: COLLIDES
import uuid

SESSION = None
from settings import *


def handler(event, context):
    return {"run": RUN_ID, "stage": STAGE, "session": SESSION or uuid.uuid4().hex}
