# Keys of a session's credentials in a signer.
# oracle: STALE-SECRET
import os

import boto3
from opensearchpy import OpenSearch, RequestsHttpConnection
from requests_aws4auth import AWS4Auth


def connect():
    try:
        creds = boto3.session.Session().get_credentials()
        access_key = creds.access_key
        secret = creds.secret_key
        token = creds.token
        auth = AWS4Auth(access_key, secret, os.environ["AWS_REGION"], "es", session_token=token)
        return OpenSearch(hosts=[os.environ["HOST"]], http_auth=auth, connection_class=RequestsHttpConnection)
    except Exception as error:
        raise error


SEARCH = connect()  # expect: SNAP502


def handler(event, context):
    return SEARCH.search(index="items", body=event["query"])
