# What is set on the module of a library, or bound by its functions, is used by its next call.
# oracle: none (not run)
import uuid

import boto3
import parcels
import structlog

parcels.run_id = uuid.uuid4().hex  # expect: SNAP201
structlog.contextvars.bind_contextvars(node=uuid.uuid4().hex)  # expect: SNAP201
log = structlog.get_logger()
parcels.carrier.api_key = boto3.client("ssm").get_parameter(Name="/k", WithDecryption=True)[  # expect: SNAP501
    "Parameter"
]["Value"]


def handler(event, context):
    log.info("sent")
    return parcels.track(event["no"])
