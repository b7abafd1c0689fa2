# Inside try, with, for and while each invocation still comes by.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
import contextlib

import boto3

ssm = boto3.client("ssm")


def handler(event, context):
    try:
        user = ssm.get_parameter(Name="/db/user")["Parameter"]["Value"]  # expect: SNAP601
    except ssm.exceptions.ParameterNotFound:
        user = None
    with contextlib.suppress(KeyError):
        boto3.client("s3").get_object(Bucket="b", Key="k")  # expect: SNAP602
    for name in ("/a", "/b"):
        ssm.get_parameters(Names=[name])  # expect: SNAP601
    while True:
        key = ssm.get_parameter(Name="/key")["Parameter"]["Value"]  # expect: SNAP601
        break
    return {"user": user, "key": key}
