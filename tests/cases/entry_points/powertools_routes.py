# Routes of a Powertools resolver run in INVOKE.
# oracle: none (needs aws_lambda_powertools)
import random
import uuid

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

BOOT = uuid.uuid4().hex  # expect: SNAP201
app = APIGatewayRestResolver()


@app.get("/orders/<number>")
def order(number):
    return {"order": number, "boot": BOOT, "lane": random.randrange(8)}  # expect: SNAP103


def lambda_handler(event, context):
    return app.resolve(event, context)
