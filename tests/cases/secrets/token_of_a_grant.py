# The access token in an answer to a grant, through a function.
# oracle: none (asks an address that a variable names)
import os
import requests


def _login():
    reply = requests.post(os.environ["AUTH"] + "/oauth/token", data={"grant_type": "client_credentials", "client_id": os.environ["ID"], "client_secret": os.environ["KEY"]}, timeout=5)
    return reply.json()["access_token"]


TOKEN = _login()  # expect: SNAP502  # confidence: SNAP502 medium


def handler(event, context):
    return requests.get(os.environ["API"] + "/devices", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=5).json()
