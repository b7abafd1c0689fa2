# Fetched by the first invocation.
# oracle: none (asks a service that has no stand-in)
import json
import boto3

conf = boto3.client("appconfigdata")
_next = None
_flags = {}


def handler(event, context):
    global _next, _flags
    if _next is None:
        _next = conf.start_configuration_session(ApplicationIdentifier="shop", EnvironmentIdentifier="prod", ConfigurationProfileIdentifier="flags")["InitialConfigurationToken"]
    reply = conf.get_latest_configuration(ConfigurationToken=_next)  # expect: SNAP601
    _next = reply["NextPollConfigurationToken"]
    body = reply["Configuration"].read()
    if body:
        _flags = json.loads(body)
    return _flags
