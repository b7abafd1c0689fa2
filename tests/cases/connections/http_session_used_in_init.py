# Sessions of requests and httpx keep the connection of INIT's request.
# oracle: none (they notice the emulator's reset, but no server that goes while the machine is frozen)
import os

import httpx
import requests

session = requests.Session()  # expect: SNAP402
LIMITS = session.get(os.environ["API_URL"] + "/limits", timeout=5).status_code
client = httpx.Client(base_url=os.environ["API_URL"], timeout=5)  # expect: SNAP402
client.get("/health").raise_for_status()


def handler(event, context):
    first = session.post(os.environ["API_URL"] + "/orders", json=event, timeout=5)
    second = client.post("/orders", json=event)
    return {"first": first.status_code, "second": second.status_code}
