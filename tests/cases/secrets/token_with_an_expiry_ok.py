# The token is fetched anew when the wall clock says so.
# about: SNAP502, SNAP504
# oracle: ok
import os
import time
import requests

_token, _until = None, 0.0


def token():
    global _token, _until
    if _token is None or time.time() > _until:
        reply = requests.post(os.environ["AUTH"] + "/oauth/token", data={"grant_type": "client_credentials"}, timeout=5).json()
        _token, _until = reply["access_token"], time.time() + reply["expires_in"] - 60
    return _token


def handler(event, context):
    return requests.get(os.environ["API"] + "/devices", headers={"Authorization": f"Bearer {token()}"}, timeout=5).json()
