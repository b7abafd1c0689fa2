# Credentials of a role, renewed before they expire, by a hook, or by botocore itself.
# about: SNAP502
# oracle: ok
from datetime import datetime, timedelta, timezone

import boto3
from botocore.credentials import RefreshableCredentials
from botocore.session import get_session
from snapshot_restore_py import register_after_restore

sts = boto3.client("sts")
ROLE = "arn:aws:iam::123456789012:role/role-name"


def assume():
    return sts.assume_role(RoleArn=ROLE, RoleSessionName="orders")["Credentials"]


_keys = assume()  # ok: looked at before each use
hooked = assume()  # ok: renewed by the hook


def keys():
    global _keys
    if _keys["Expiration"] < datetime.now(timezone.utc) + timedelta(minutes=5):
        _keys = assume()
    return _keys


@register_after_restore
def renew():
    global hooked
    hooked = assume()


def metadata():
    found = assume()
    return {
        "access_key": found["AccessKeyId"],
        "secret_key": found["SecretAccessKey"],
        "token": found["SessionToken"],
        "expiry_time": found["Expiration"].isoformat(),
    }


session = get_session()
session._credentials = RefreshableCredentials.create_from_metadata(metadata(), metadata, "sts-assume-role")
s3 = boto3.Session(botocore_session=session).client("s3")


def handler(event, context):
    s3.get_object(Bucket="b", Key="k")
    return [keys()["AccessKeyId"], hooked["AccessKeyId"], s3._request_signer._credentials.access_key]
