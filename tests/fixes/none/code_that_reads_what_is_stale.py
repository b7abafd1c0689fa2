# What asks again is as old as what it asked for.
# about: SNAP501
import os

import boto3
import hvac

vault = hvac.Client(url=os.environ["VAULT_ADDR"], token="root")
PASSWORD = vault.secrets.kv.v2.read_secret_version(path="orders")["data"]["data"]["password"]
client = boto3.client("appconfigdata")
session = client.start_configuration_session(
    ApplicationIdentifier="orders", EnvironmentIdentifier="prod", ConfigurationProfileIdentifier="limits"
)
LIMITS = client.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])


def handler(event, context):
    return {"password": PASSWORD, "limits": LIMITS}
