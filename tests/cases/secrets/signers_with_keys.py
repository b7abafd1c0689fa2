# Keys that are read once and handed to signers, beside one that keeps the credentials object.
# oracle: STALE-SECRET
import boto3
import requests
from requests_aws4auth import AWS4Auth
from aws_requests_auth.aws_auth import AWSRequestsAuth
from botocore.awsrequest import AWSRequest
from botocore.auth import SigV4Auth

session = boto3.Session()
now = session.get_credentials().get_frozen_credentials()  # expect: SNAP502
one = AWS4Auth(now.access_key, now.secret_key, "eu-west-1", "es", session_token=now.token)
live = session.get_credentials()
two = AWSRequestsAuth(aws_access_key=live.access_key, aws_secret_access_key=live.secret_key, aws_token=live.token, aws_host="h", aws_region="eu-west-1", aws_service="es")  # expect: SNAP502
three = SigV4Auth(live, "es", "eu-west-1")


def handler(event, context):
    ask = AWSRequest("GET", "https://h/_search")
    three.add_auth(ask)
    return [requests.get("https://h/", auth=one).text, requests.get("https://h/", auth=two).text, dict(ask.headers)]
