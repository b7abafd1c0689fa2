# A token that starts a session, which INIT fetches.
# oracle: none (the stand-in has no such service)
import json
import boto3

conf = boto3.client("appconfigdata")
_next = conf.start_configuration_session(ApplicationIdentifier="shop", EnvironmentIdentifier="prod", ConfigurationProfileIdentifier="flags")["InitialConfigurationToken"]  # expect: SNAP502
_flags = {}


def handler(event, context):
    global _next, _flags
    reply = conf.get_latest_configuration(ConfigurationToken=_next)
    _next = reply["NextPollConfigurationToken"]
    body = reply["Configuration"].read()
    if body:
        _flags = json.loads(body)
    return _flags
