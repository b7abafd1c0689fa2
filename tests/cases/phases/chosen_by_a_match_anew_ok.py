# Whatever case is chosen, the name is bound to something else behind the match.
# about: SNAP201
# oracle: ok
import os
import uuid

match os.environ.get("ORDERS_NODE"):
    case None:
        node = uuid.uuid4().hex
    case given:
        node = given

print("imported as", node)
node = "orders"


def handler(event, context):
    return {"node": node, "order": event["order"]}
