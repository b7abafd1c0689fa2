# What libraries of logs and errors are told is said by each invocation, or the same everywhere.
# about: SNAP201
# oracle: none (needs a service)
import uuid

import sentry_sdk
from aws_lambda_powertools import Logger

logger = Logger(service="tolls")
sentry_sdk.set_tag("stage", "live")


def handler(event, context):
    logger.set_correlation_id(uuid.uuid4().hex)
    sentry_sdk.set_tag("run", event["run"])
    logger.info("toll")
    sentry_sdk.capture_message("toll")
    return 1
