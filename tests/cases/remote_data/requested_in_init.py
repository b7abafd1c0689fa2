# The answers of requests in INIT, by three libraries.
# oracle: STALE-DATA
import json
import os
import urllib.request

import httpx
import requests

API = os.environ["API_URL"]

RATES = requests.get(f"{API}/rates", timeout=5).json()  # expect: SNAP504
CODES = httpx.get(f"{API}/codes").raise_for_status().json()  # expect: SNAP504
with urllib.request.urlopen(f"{API}/limits", timeout=5) as answer:  # expect: SNAP504
    LIMITS = json.load(answer)


def handler(event, context):
    return [RATES["data"], CODES["data"], LIMITS["data"]]
