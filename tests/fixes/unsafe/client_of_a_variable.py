# Clients that are made of what a function is given, and a secret that one names.
# about: SNAP601, SNAP602
import boto3
from botocore.config import Config

secrets = boto3.client("secretsmanager")


def name_of(region):
    client = boto3.client("sqs", region_name=region, config=Config(retries={"max_attempts": 2}))
    return client.meta.region_name


def password(name):
    return secrets.get_secret_value(SecretId=name)["SecretString"]


def handler(event, context):
    return {"region": name_of("eu-west-1"), "password": password("db")}
