# A token that comes by an ordinary request: its key says what it is.
# oracle: STALE-SECRET
import os

import requests

TOKEN = requests.post(  # expect: SNAP502
    os.environ["API_URL"] + "/oauth/token", data={"grant_type": "client_credentials"}, timeout=5
).json()["access_token"]


def handler(event, context):
    return {"authorization": f"Bearer {TOKEN}"}
