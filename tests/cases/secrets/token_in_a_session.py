# A token in the headers of a session.
# oracle: none (asks an address that a variable names)
import os

import requests

session = requests.Session()
answer = requests.post(os.environ["IDP_URL"], data={"grant_type": "client_credentials"}, timeout=3)  # expect: SNAP502
token = answer.json()["access_token"]
session.headers["Authorization"] = f"Bearer {token}"


def handler(event, context):
    return {"authorization": session.headers["Authorization"]}
