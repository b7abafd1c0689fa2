# The project file says where its packages come from.
# oracle: COLLIDES
from common.marks import batch_mark


def lambda_handler(event, context):
    return batch_mark()
