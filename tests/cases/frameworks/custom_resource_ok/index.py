# crhelper with everything made in the functions that it calls.
# about: SNAP201, SNAP301
# oracle: none (crhelper answers to CloudFormation over HTTPS)
import logging
import time
import uuid

from crhelper import CfnResource

from users import passwords

logger = logging.getLogger(__name__)
helper = CfnResource()
logger.info("loaded at %s", time.time())  # ok: logged while importing


@helper.create
def create(event, context):
    helper.Data["Password"] = passwords.generate(20)
    return f"user-{uuid.uuid4()}"


@helper.delete
def delete(event, context):
    logger.info("deleted %s at %s", event["PhysicalResourceId"], time.time())


def handler(event, context):
    helper(event, context)
