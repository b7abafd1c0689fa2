# The store with the password is used by a decorator only.
# oracle: STALE-SECRET
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.idempotency import idempotent
from aws_lambda_powertools.utilities.idempotency.persistence.redis import RedisCachePersistenceLayer
from redis import Redis

login = parameters.get_secret("hive/cache", transform="json")  # expect: SNAP501
store = RedisCachePersistenceLayer(client=Redis(host="cache", password=login["password"]))


@idempotent(persistence_store=store)
def handler(event, context):
    return {"hive": event["hive"]}
