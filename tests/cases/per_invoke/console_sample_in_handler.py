# The sample of the console, called by the handler: a session, a client and a secret each time.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import json

import boto3
from botocore.exceptions import ClientError


def get_secret(secret_name="orders/db", region_name="eu-west-1"):
    session = boto3.session.Session()  # expect: SNAP602
    client = session.client(service_name="secretsmanager", region_name=region_name)  # expect: SNAP602
    try:
        answer = client.get_secret_value(SecretId=secret_name)  # expect: SNAP601
    except ClientError as error:
        raise error
    return json.loads(answer["SecretString"])


def handler(event, context):
    return {"password": get_secret()["password"]}
