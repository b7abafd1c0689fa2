# A route of Powertools' resolver, and its middleware.
# oracle: none (needs events of API Gateway)
import boto3
from aws_lambda_powertools.event_handler import APIGatewayRestResolver

app = APIGatewayRestResolver()
ssm = boto3.client("ssm")


def with_key(app, next_middleware):
    app.append_context(key=ssm.get_parameter(Name="/key")["Parameter"]["Value"])  # expect: SNAP601
    return next_middleware(app)


@app.get("/orders", middlewares=[with_key])
def orders():
    table = boto3.resource("dynamodb").Table("orders")  # expect: SNAP602
    return {"n": table.scan()["Count"]}


def handler(event, context):
    return app.resolve(event, context)
