# Star imports that leave the frozen names behind, or overwrite them before anyone reads them.
# about: SNAP201
# oracle: ok
from constants import *
from helpers import *
from overrides import *


def lambda_handler(event, context):
    return {"region": REGION, "session": SESSION, "request": new_request(), "limit": LIMIT}
