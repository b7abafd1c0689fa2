# boto3: the construction is never a finding; its arguments are judged by themselves, at the argument's source.
# settles: arguments of boto3 clients
# oracle: COLLIDES
import uuid

import boto3
from botocore.config import Config

OPTIONS = Config(user_agent_extra=f"orders/{uuid.uuid4().hex}")  # expect: SNAP201
s3 = boto3.client("s3", config=OPTIONS)  # ok


def handler(event, context):
    s3.get_object(Bucket="orders", Key=str(event["n"]))
    return {"agent": s3.meta.config.user_agent_extra}
