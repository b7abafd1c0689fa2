# A token is asked for anew when the wall clock says that it has expired; other data by each call.
# about: SNAP502, SNAP504
# oracle: none (no identity provider)
import time

import requests


class Shop:
    def __init__(self, base):
        self.base = base
        self.token, self.expires = None, 0.0

    def bearer(self):
        if time.time() > self.expires:
            with requests.Session() as http:
                reply = http.post(f"{self.base}/token", data={"grant_type": "x"}, timeout=3).json()
            self.token = reply["access_token"]
            self.expires = time.time() + reply["expires_in"] - 30
        return {"Authorization": f"Bearer {self.token}"}


shop = Shop("https://shop.example")
print("signed in as", len(shop.bearer()))


def handler(event, context):
    with requests.Session() as http:
        rates = http.get("https://rates.example", timeout=3).json()
    stock = requests.get(shop.base, headers=shop.bearer(), timeout=3).json()
    return {"stock": stock, "rate": rates[event["to"]]}
