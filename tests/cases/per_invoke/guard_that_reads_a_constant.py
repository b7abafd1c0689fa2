# A guard that reads a constant remembers nothing.
# oracle: none (the event does not pass the guard)
import os
import boto3

SITE = os.environ["SITE"]
vault = boto3.client("secretsmanager")


def handler(event, context):
    if event["site"] != SITE:
        return {"statusCode": 404}
    table = boto3.client("dynamodb")  # expect: SNAP602
    key = vault.get_secret_value(SecretId="hive/key")["SecretString"]  # expect: SNAP601
    return {"tables": table.list_tables()["TableNames"], "key": key}
