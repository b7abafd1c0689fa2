# A session that INIT closes again, one in a `with` block, and requests that keep nothing.
# about: SNAP402
# oracle: ok
import os

import requests

API = os.environ["API_URL"]

session = requests.Session()  # ok: closed below
session.get(API + "/health", timeout=5).raise_for_status()
session.close()

with requests.Session() as warm:
    warm.get(API + "/health", timeout=5)

requests.get(API + "/health", timeout=5)


def handler(event, context):
    return {"status": session.post(API + "/orders", json=event, timeout=5).status_code}
