# What libraries of logs and errors are told in INIT goes with all that they send later.
# oracle: none (needs a service)
import uuid

import sentry_sdk
from aws_lambda_powertools import Logger

logger = Logger(service="tolls")
logger.set_correlation_id(uuid.uuid4().hex)  # expect: SNAP201
sentry_sdk.set_tag("run", uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    logger.info("toll")
    sentry_sdk.capture_message("toll")
    return 1
