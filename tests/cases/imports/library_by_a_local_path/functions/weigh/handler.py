# The function's requirements name a folder of the repository.
# oracle: STALE-SECRET
from scales import weigh


def lambda_handler(event, context):
    return weigh(event)
