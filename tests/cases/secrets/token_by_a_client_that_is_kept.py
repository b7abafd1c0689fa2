# A client of one's own keeps an HTTP session, and the token that it was given before the snapshot.
# oracle: none (no identity provider)
import os

import httpx
import requests


class Shop:
    def __init__(self, base):
        self.base = base
        self.http = requests.Session()  # also-ok: SNAP402
        self.token = self.login()  # expect: SNAP502

    def login(self):
        form = {"grant_type": "client_credentials", "client_id": os.environ["SHOP_ID"]}
        reply = self.http.post(f"{self.base}/token", data=form, timeout=3)
        reply.raise_for_status()
        return reply.json()["access_token"]

    def stock(self):
        return requests.get(self.base, headers={"Authorization": f"Bearer {self.token}"}, timeout=3)


shop = Shop("https://shop.example")
with httpx.Client(timeout=3) as asking:
    RATES = asking.get("https://rates.example").json()  # expect: SNAP504


def handler(event, context):
    return {"stock": shop.stock().json(), "rate": RATES[event["to"]]}
