# Several parameters and secrets in one request, by path and by pages.
# oracle: STALE-SECRET
import boto3

ssm = boto3.client("ssm")
manager = boto3.client("secretsmanager")

found = ssm.get_parameters(Names=["/db/user", "/db/password"], WithDecryption=True)  # expect: SNAP501
BY_PATH = {}
for parameter in ssm.get_parameters_by_path(Path="/orders")["Parameters"]:  # expect: SNAP501
    BY_PATH[parameter["Name"].rsplit("/", 1)[-1]] = parameter["Value"]
PAGES = [
    parameter["Value"]
    for page in ssm.get_paginator("get_parameters_by_path").paginate(Path="/orders")  # expect: SNAP501
    for parameter in page["Parameters"]
]
BATCH = [each["SecretString"] for each in manager.batch_get_secret_value(SecretIdList=["a"])["SecretValues"]]  # expect: SNAP501


def handler(event, context):
    return [[each["Value"] for each in found["Parameters"]], BY_PATH["url"], PAGES, BATCH]
