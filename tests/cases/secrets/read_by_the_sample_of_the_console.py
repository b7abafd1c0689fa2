# The shape of the code that consoles and blogs show: errors are raised again, the answer is text or bytes.
# oracle: STALE-SECRET
import base64
import json

import boto3
from botocore.exceptions import ClientError


def get_secret():
    secret_name = "orders/db"
    region_name = "eu-west-1"
    session = boto3.session.Session()
    client = session.client(service_name="secretsmanager", region_name=region_name)
    try:
        answer = client.get_secret_value(SecretId=secret_name)
    except ClientError as error:
        if error.response["Error"]["Code"] == "ResourceNotFoundException":
            raise KeyError(secret_name) from error
        raise error
    else:
        if "SecretString" in answer:
            secret = answer["SecretString"]
        else:
            secret = base64.b64decode(answer["SecretBinary"])
    return json.loads(secret)


SECRET = get_secret()  # expect: SNAP501


def handler(event, context):
    return {"password": SECRET["password"]}
