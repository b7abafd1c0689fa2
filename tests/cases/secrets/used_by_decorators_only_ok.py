# Decorators of libraries that are given nothing that ages.
# about: SNAP501
# oracle: none (needs Powertools)
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, idempotent

unused = parameters.get_secret("cache")  # ok: nothing uses it
store = DynamoDBPersistenceLayer(table_name="orders")


@idempotent(persistence_store=store)
def handler(event, context):
    return event["order"]
