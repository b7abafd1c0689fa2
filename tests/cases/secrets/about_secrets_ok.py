# What is said about secrets is none.
# about: SNAP501
# oracle: none (not emulated)
import boto3

manager = boto3.client("secretsmanager")
ssm = boto3.client("ssm")

ARN = manager.describe_secret(SecretId="db")["ARN"]  # ok
NAMES = [each["Name"] for each in ssm.describe_parameters()["Parameters"]]  # ok
manager.put_secret_value(SecretId="boot", SecretString="seen")  # ok


def handler(event, context):
    return [ARN, NAMES]
