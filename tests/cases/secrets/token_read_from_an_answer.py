# A token that the standard library fetches by a grant.
# oracle: none (asks an address that a variable names)
import json
import os
import urllib.request


def sign_in():
    with urllib.request.urlopen(os.environ["IDP_URL"], data=b"grant_type=client_credentials") as answer:
        return json.load(answer)["access_token"]


BEARER = "Bearer " + sign_in()  # expect: SNAP502  # confidence: SNAP502 medium


def handler(event, context):
    return {"authorization": BEARER}
