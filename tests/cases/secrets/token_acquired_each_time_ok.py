# The library's own cache is asked by each invocation.
# about: SNAP502
# oracle: ok
import os
import msal
import requests

app = msal.ConfidentialClientApplication(os.environ["ID"], authority=os.environ["TENANT"], client_credential=os.environ["KEY"])


def handler(event, context):
    found = app.acquire_token_for_client(["https://graph.microsoft.com/.default"])
    return requests.get("https://graph.microsoft.com/v1.0/users", headers={"Authorization": "Bearer " + found["access_token"]}, timeout=5).json()
