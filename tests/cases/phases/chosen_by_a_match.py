# What one case of a match makes at the import is kept, though another case binds the name, too.
# oracle: none (its variable is not set where cases run)
import os
import uuid

match os.environ.get("ORDERS_NODE"):
    case "generated":
        node = uuid.uuid4().hex  # expect: SNAP201
    case None:
        node = "local"
    case given:
        node = given


def handler(event, context):
    return {"node": node, "order": event["order"]}
