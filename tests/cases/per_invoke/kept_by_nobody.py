# The dict with the default is made anew, and what a test asks for is another global.
# oracle: none (needs AWS)
import collections

import boto3


def handler(event, context):
    global table
    clients = collections.defaultdict(lambda: boto3.client("dynamodb"))  # expect: SNAP602
    if "tables" not in globals():
        table = boto3.resource("dynamodb").Table("orders")  # expect: SNAP602
    item = table.get_item(Key={"id": event["id"]})
    return [item, clients["orders"].list_tables()]
