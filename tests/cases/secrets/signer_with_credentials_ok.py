# The signer asks the credentials object each time.
# about: SNAP502
# oracle: ok
import boto3
import requests
from opensearchpy import AWSV4SignerAuth, OpenSearch, RequestsHttpConnection

signer = AWSV4SignerAuth(boto3.Session().get_credentials(), "eu-west-1", "es")
search = OpenSearch(hosts=["h"], http_auth=signer, connection_class=RequestsHttpConnection)


def handler(event, context):
    return search.search(index="logs", q=event["q"])
