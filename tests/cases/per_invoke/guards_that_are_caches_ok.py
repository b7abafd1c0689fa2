# Guards that ask for what the rest of the body fills.
# about: SNAP602
# oracle: ok
import boto3

_table = None
_by_name = {}


def table():
    global _table
    if _table is not None:
        return _table
    _table = boto3.resource("dynamodb").Table("hives")
    return _table


def client(name):
    if name in _by_name:
        return _by_name[name]
    _by_name[name] = boto3.client("s3")
    return _by_name[name]


def handler(event, context):
    return [table().table_status, client("s3").list_buckets()]
