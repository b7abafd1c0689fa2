# A layered application: what the settings, the repository and the service keep is used three calls deeper.
# oracle: COLLIDES, STALE-TIME
import json

from container import build_container

container = build_container()  # expect: SNAP201, SNAP301


def lambda_handler(event, context):
    order = container.service.place(event.get("sku", "A-1"), int(event.get("n", 1)))
    return {"statusCode": 201, "body": json.dumps(order)}
