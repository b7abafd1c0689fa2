# A defaultdict makes what is not there yet, a test asks whether a global is.
# about: SNAP602
# oracle: none (needs AWS)
import collections

import boto3

clients = collections.defaultdict(lambda: boto3.client("dynamodb"))


def handler(event, context):
    global table
    if "table" not in globals():
        table = boto3.resource("dynamodb").Table("orders")
    item = table.get_item(Key={"id": event["id"]})
    return [item, clients[event["region"]].list_tables()]
