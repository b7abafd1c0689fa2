# What loggers and metrics add to all that they write.
# oracle: COLLIDES
import uuid
import logging
from aws_lambda_powertools import Logger, Metrics

logger = Logger(service="orders")
logger.append_keys(environment=uuid.uuid4().hex)  # expect: SNAP201
metrics = Metrics(namespace="shop")
metrics.set_default_dimensions(environment=uuid.uuid4().hex)  # expect: SNAP201
plain = Logger(service="mail", environment=uuid.uuid4().hex)  # expect: SNAP201
logging.basicConfig(format=f"{uuid.uuid4()} %(message)s")  # expect: SNAP201


def handler(event, context):
    logger.info("taken")
    plain.info("sent")
    metrics.add_metric("n", "Count", 1)
    logging.info("done")
