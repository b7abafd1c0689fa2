# Objects with a secret that only a library's decorator has: it uses them on each call.
# oracle: none (needs Powertools and Redis)
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.idempotency import idempotent_function
from aws_lambda_powertools.utilities.idempotency.persistence.redis import RedisCachePersistenceLayer
from redis import Redis

password = parameters.get_secret("cache", transform="json")["password"]  # expect: SNAP501
store = RedisCachePersistenceLayer(client=Redis(host="cache", password=password))


@idempotent_function(data_keyword_argument="order", persistence_store=store)
def place(order):
    return order["number"]


def handler(event, context):
    return [place(order=order) for order in event["orders"]]
