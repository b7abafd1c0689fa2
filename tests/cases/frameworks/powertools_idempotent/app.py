# Powertools: idempotency around a function, event classes, and logger keys that INIT appends for good.
# handler: lambda_handler
# oracle: COLLIDES
import uuid

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent, event_source
from aws_lambda_powertools.utilities.typing import LambdaContext

from payments.charging import Charger
from payments.storage import in_memory

logger = Logger(service="payments")
logger.append_keys(instance=uuid.uuid4().hex)  # expect: SNAP201
metrics = Metrics(namespace="shop", service="payments")
charger = Charger(in_memory())  # expect: SNAP201


@event_source(data_class=APIGatewayProxyEvent)
def lambda_handler(event: APIGatewayProxyEvent, context: LambdaContext):
    logger.info("charging", extra={"path": event.path})
    receipt = charger.charge(cents=100, key=event.path)
    return {"receipt": receipt, "keys": logger.get_current_keys().get("instance")}
