# oracle: PER-INVOKE-CALL
import boto3
sm = boto3.client("secretsmanager")
def handler(event, context):
    return sm.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP601
