# The hook logs the client in anew.
# oracle: PER-INVOKE-CALL
import boto3
import hvac
from snapshot_restore_py import register_after_restore

vault = hvac.Client(url="https://vault.example")


@register_after_restore
def login():
    keys = boto3.Session().get_credentials().get_frozen_credentials()
    vault.auth.aws.iam_login(keys.access_key, keys.secret_key, keys.token, role="shop")


def handler(event, context):
    return vault.secrets.kv.v2.read_secret_version(path="shop/api")["data"]["data"]["key"][:2]  # expect: SNAP601
