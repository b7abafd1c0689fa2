# Tokens of a registry, of an OAuth server, of Google's identity.
# oracle: none (needs Google's identity)
import os

import boto3
import google.auth.transport.requests
import google.oauth2.id_token

found = boto3.client("ecr").get_authorization_token()["authorizationData"][0]  # expect: SNAP502
AUDIENCE = os.environ["AUDIENCE"]
ID_TOKEN = google.oauth2.id_token.fetch_id_token(google.auth.transport.requests.Request(), AUDIENCE)  # expect: SNAP502
login = boto3.client("cognito-idp").initiate_auth(  # expect: SNAP502
    AuthFlow="USER_PASSWORD_AUTH", ClientId=os.environ["CLIENT"], AuthParameters={"USERNAME": "app"}
)


def handler(event, context):
    return [found["authorizationToken"], ID_TOKEN, login["AuthenticationResult"]["IdToken"]]
