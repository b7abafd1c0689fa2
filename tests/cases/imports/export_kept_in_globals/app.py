# A package that imports on demand and keeps what it got.
# oracle: COLLIDES
from harbour import Crane


def handler(event, context):
    return {"serial": Crane.serial}
