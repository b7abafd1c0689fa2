# What stands in the `else` of an early return is made each time.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import boto3


def handler(event, context):
    if "n" not in event:
        return {"statusCode": 400}
    else:
        vault = boto3.client("secretsmanager")  # expect: SNAP602
        return vault.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP601
