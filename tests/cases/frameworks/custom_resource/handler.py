# crhelper: the functions for create, update, delete and polling run in INVOKE; the physical id must not come from INIT.
# oracle: none (crhelper answers to CloudFormation over HTTPS)
from crhelper import CfnResource

import certificates
from naming import Names

helper = CfnResource(json_logging=False, log_level="INFO")

try:
    names = Names("cert")
except Exception as error:
    helper.init_failure(error)


@helper.create
def create(event, context):
    helper.Data["Serial"] = certificates.serial()
    return names.physical_id(event["LogicalResourceId"])


@helper.update
@helper.delete
def keep(event, context):
    return event["PhysicalResourceId"]


@helper.poll_create
def poll(event, context):
    return certificates.issued_since()


def handler(event, context):
    helper(event, context)
