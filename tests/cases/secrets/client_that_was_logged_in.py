# A client keeps its token, and the connection over which it got it.
# oracle: RESTORE-ERROR, STALE-SECRET, PER-INVOKE-CALL
import boto3
import hvac

keys = boto3.Session().get_credentials().get_frozen_credentials()
vault = hvac.Client(url="https://vault.example")  # expect: SNAP402
vault.auth.aws.iam_login(keys.access_key, keys.secret_key, keys.token, role="shop")  # expect: SNAP502


def handler(event, context):
    return vault.secrets.kv.v2.read_secret_version(path="shop/api")["data"]["data"]["key"][:2]  # expect: SNAP601
