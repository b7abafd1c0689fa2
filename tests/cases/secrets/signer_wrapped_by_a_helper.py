# A helper builds a client around the signer that it is handed: whoever keeps the client, keeps both.
# oracle: STALE-SECRET
import os

import boto3
from opensearchpy import OpenSearch, RequestsHttpConnection
from requests_aws4auth import AWS4Auth


def client_with(auth, host):
    return OpenSearch(hosts=[host], http_auth=auth, connection_class=RequestsHttpConnection)


def signed(service):
    keys = boto3.Session().get_credentials().get_frozen_credentials()
    return AWS4Auth(keys.access_key, keys.secret_key, "eu-north-1", service, session_token=keys.token)


class Store:
    def __init__(self):
        self.client = client_with(signed("es"), os.environ["HOST"])  # expect: SNAP502


def connect():
    keys = boto3.Session().get_credentials()
    auth = AWS4Auth(keys.access_key, keys.secret_key, "eu-north-1", "aoss", session_token=keys.token)
    return client_with(auth, os.environ["HOST"])


SEARCH = connect()  # expect: SNAP502
store = Store()


def handler(event, context):
    found = SEARCH.search(index="items", body=event["query"])
    return [found, store.client.search(index="more", body=event["query"])]
