# The credentials object renews itself; it is frozen for each request.
# about: SNAP502
# oracle: ok
import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

credentials = boto3.Session().get_credentials()  # ok
auth = SigV4Auth(credentials, "es", "eu-west-1")  # ok: freezes when it signs


def handler(event, context):
    request = AWSRequest("GET", "https://search.example.com/")
    auth.add_auth(request)
    return [request.headers["X-Amz-Security-Token"], credentials.get_frozen_credentials().token]
