# A worker number that INIT draws is every environment's, and so are the ids made with it.
# oracle: COLLIDES
import random
from snowflake import SnowflakeGenerator

ids = SnowflakeGenerator(random.randrange(1024))  # expect: SNAP201


def handler(event, context):
    return {"order": next(ids)}
