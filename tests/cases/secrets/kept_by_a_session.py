# A key in the headers of a session.
# oracle: STALE-SECRET
import boto3
import requests

session = requests.Session()
session.headers["x-api-key"] = boto3.client("secretsmanager").get_secret_value(SecretId="api")["SecretString"]  # expect: SNAP501


def handler(event, context):
    request = session.prepare_request(requests.Request("GET", "http://api.example.com"))
    return {"key": request.headers["x-api-key"]}
