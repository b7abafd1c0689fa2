# A frozen copy of the credentials, and their parts: the object renews itself, the copies do not.
# oracle: STALE-SECRET
import boto3
from botocore.auth import SigV4Auth

session = boto3.Session()
credentials = session.get_credentials()  # ok: renews itself
FROZEN = credentials.get_frozen_credentials()  # expect: SNAP502
TOKEN = credentials.token  # expect: SNAP502
auth = SigV4Auth(boto3.Session().get_credentials().get_frozen_credentials(), "es", "eu-west-1")  # expect: SNAP502


def handler(event, context):
    return [FROZEN.token, TOKEN, auth.credentials.token]
