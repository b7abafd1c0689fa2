# A client or resource of AWS that INIT uses: what fails is repeated over a new connection.
# about: SNAP402
# oracle: ok
import boto3
from botocore.config import Config

dynamodb = boto3.client("dynamodb", config=Config(tcp_keepalive=True))  # ok
dynamodb.scan(TableName="warm-up")
table = boto3.resource("dynamodb").Table("orders")  # ok
table.scan(Limit=1)


def handler(event, context):
    found = dynamodb.scan(TableName="orders")["Count"]
    return {"client": found, "table": table.scan()["Count"]}
