# The id of the invocation.
# about: SNAP201
# oracle: ok
from aws_lambda_powertools import Logger, Metrics

logger = Logger(service="orders")
metrics = Metrics(namespace="shop")


def handler(event, context):
    logger.append_keys(call=context.aws_request_id)
    logger.info("taken")
    metrics.add_metric("n", "Count", 1)
