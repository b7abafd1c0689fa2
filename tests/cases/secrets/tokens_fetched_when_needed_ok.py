# A token that the handler fetches lives as long as its invocation.
# oracle: none (not run)
# about: SNAP502
import json
import os
from urllib.request import urlopen


def sign_in():
    with urlopen(os.environ["LOGIN_URL"], data=b"{}", timeout=3) as answer:
        return json.load(answer)["access_token"]


def handler(event, context):
    return {"Authorization": f"Bearer {sign_in()}"}
