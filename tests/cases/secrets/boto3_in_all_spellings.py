# A secret of INIT, by every way to a client.
# oracle: STALE-SECRET
import json

import boto3
import botocore.session
from boto3 import client
from boto3.session import Session

session = boto3.Session(region_name="eu-west-1")
ssm = session.client("ssm")

PLAIN = boto3.client("secretsmanager").get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP501
IMPORTED = client("secretsmanager").get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP501
BY_KEYWORD = json.loads(
    boto3.client(service_name="secretsmanager").get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP501
)["password"]
OF_SESSION = ssm.get_parameter(Name="/db/password", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501
OF_CLASS = Session().client("ssm").get_parameter(Name="/db/user").get("Parameter").get("Value")  # expect: SNAP501
OF_BOTOCORE = botocore.session.get_session().create_client("ssm").get_parameter(Name="/x")["Parameter"]["Value"]  # expect: SNAP501


def handler(event, context):
    return [PLAIN, IMPORTED, BY_KEYWORD, OF_SESSION, OF_CLASS, OF_BOTOCORE]
