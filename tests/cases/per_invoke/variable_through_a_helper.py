# An argument from the environment that a helper works on.
# oracle: none (the variable holds no name of a resource)
import os
import boto3


def password(arn):
    session = boto3.session.Session(region_name=arn.split(":")[3])  # expect: SNAP602
    vault = session.client("secretsmanager")  # expect: SNAP602
    return vault.get_secret_value(SecretId=arn)["SecretString"]  # expect: SNAP601


def handler(event, context):
    return {"length": len(password(os.environ["HIVE_SECRET_ARN"]))}
