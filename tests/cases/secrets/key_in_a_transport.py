# A key in the headers of a transport in a client.
# oracle: STALE-SECRET
import boto3
from gql import Client, gql
from gql.transport.requests import RequestsHTTPTransport

key = boto3.client("ssm").get_parameter(Name="/api/key", WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP501
api = Client(transport=RequestsHTTPTransport(url="https://api.example", headers={"x-api-key": key}))
ASK = gql("{ orders { id } }")


def handler(event, context):
    return api.execute(ASK)
