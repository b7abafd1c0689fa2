# A token that a library acquires, put into headers with what stands before it.
# oracle: STALE-SECRET
import os
import msal
import requests

app = msal.ConfidentialClientApplication(os.environ["ID"], authority=os.environ["TENANT"], client_credential=os.environ["KEY"])
HEADERS = {"Authorization": "Bearer " + app.acquire_token_for_client(["https://graph.microsoft.com/.default"])["access_token"]}  # expect: SNAP502


def handler(event, context):
    return requests.get("https://graph.microsoft.com/v1.0/users", headers=HEADERS, timeout=5).json()
