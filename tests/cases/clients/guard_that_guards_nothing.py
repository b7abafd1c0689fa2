# A local name is no cache, and a global that nobody assigns is never there.
# oracle: PER-INVOKE-CLIENT
import boto3

_s3 = None
_table = None


def s3():
    if _s3 is None:
        return boto3.client("s3")  # expect: SNAP602 nobody assigns the global
    return _s3


def table():
    _table = None
    if _table is None:
        _table = boto3.resource("dynamodb").Table("t")  # expect: SNAP602 the name is a local one
    return _table


def handler(event, context):
    s3().get_object(Bucket="b", Key="k")
    return {"n": table().scan()["Count"]}
