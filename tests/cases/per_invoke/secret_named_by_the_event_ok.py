# Another secret for each event: there is none to keep.
# about: SNAP601
# oracle: PER-INVOKE-CALL (each invocation needs another one)
import boto3

manager = boto3.client("secretsmanager")


def secret(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]  # ok


def handler(event, context):
    return {"secret": secret(f"tenants/{event['n']}")}
