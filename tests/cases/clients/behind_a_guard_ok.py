# Built by the first invocation and kept: a global, a dict, a memo, a class attribute, an attribute of the function.
# about: SNAP602
# oracle: ok
import functools

import boto3

_s3 = None
_clients = {}


def s3():
    global _s3
    if _s3 is None:
        _s3 = boto3.client("s3")  # ok
    return _s3


def client(service):
    if service not in _clients:
        _clients[service] = boto3.client(service)  # ok
    return _clients[service]


@functools.cache
def table(name):
    return boto3.resource("dynamodb").Table(name)  # ok


class Aws:
    _ssm = None

    @classmethod
    def ssm(cls):
        if not cls._ssm:
            cls._ssm = boto3.client("ssm")  # ok
        return cls._ssm


def secrets():
    if not hasattr(secrets, "client"):
        secrets.client = boto3.client("secretsmanager")  # ok
    return secrets.client


def handler(event, context):
    s3().get_object(Bucket="b", Key="k")
    client("dynamodb").scan(TableName="t")
    return {"n": table("t").scan()["Count"], "names": [Aws.ssm().meta.region_name, secrets().meta.region_name]}
