# AppConfig: the configuration that INIT keeps, by the client and by Powertools.
# oracle: none (not emulated)
import json

import boto3
from aws_lambda_powertools.utilities import parameters

client = boto3.client("appconfigdata")
session = client.start_configuration_session(
    ApplicationIdentifier="orders", EnvironmentIdentifier="prod", ConfigurationProfileIdentifier="limits"
)
answer = client.get_latest_configuration(ConfigurationToken=session["InitialConfigurationToken"])  # expect: SNAP501
LIMITS = json.loads(answer["Configuration"].read())
FLAGS = parameters.get_app_config(name="flags", environment="prod", application="orders")  # expect: SNAP501


def handler(event, context):
    return [LIMITS["orders"], FLAGS]
