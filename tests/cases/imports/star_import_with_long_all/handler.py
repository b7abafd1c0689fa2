# A star import takes all that a long `__all__` names, and nothing else.
# settles: star imports with __all__
# oracle: COLLIDES
SESSION = None
from settings import *


def handler(event, context):
    return {"run": RUN_ID, "limit": LIMIT_28, "session": SESSION, "batch": BATCH_ID}
