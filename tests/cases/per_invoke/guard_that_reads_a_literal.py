# A guard that raises, and asks for a literal.
# oracle: none (the event does not pass the guard)
import boto3

HEADER = "x-hive"
vault = boto3.client("secretsmanager")


def handler(event, context):
    if HEADER not in event["headers"]:
        raise PermissionError("no hive named")
    return vault.get_secret_value(SecretId="hive/key")["SecretString"]  # expect: SNAP601
