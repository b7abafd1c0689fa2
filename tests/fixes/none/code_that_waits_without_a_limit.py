# A hook must not wait as long as what INIT calls may.
# about: SNAP502
import json
import os
import urllib.request


def sign_in():
    with urllib.request.urlopen(os.environ["IDP_URL"], data=b"grant_type=client_credentials") as answer:
        return json.load(answer)["access_token"]


BEARER = "Bearer " + sign_in()


def handler(event, context):
    return {"authorization": BEARER}
