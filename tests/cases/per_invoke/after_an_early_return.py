# Bad input returns early; all others fetch.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import boto3


def handler(event, context):
    if "n" not in event:
        return {"statusCode": 400}
    if event["n"] == 0:
        raise ValueError("no number")
    manager = boto3.client("secretsmanager")  # expect: SNAP602
    secret = manager.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP601
    return {"statusCode": 200, "body": secret}
