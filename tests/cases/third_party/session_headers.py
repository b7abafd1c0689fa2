# Listed keeper methods keep the value: session headers, appended log keys.
# oracle: none (needs requests and aws_lambda_powertools)
import uuid

import requests
from aws_lambda_powertools import Logger

logger = Logger(service="orders")
logger.append_keys(instance=uuid.uuid4().hex)  # expect: SNAP201
session = requests.Session()
session.headers.update({"X-Client": uuid.uuid4().hex})  # expect: SNAP201


def handler(event, context):
    logger.info("order received")
    return session.get("https://example.com/orders").json()
