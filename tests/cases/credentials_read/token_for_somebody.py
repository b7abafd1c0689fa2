# Whom the token goes to does not show; and keys beside the extension are read for something else.
# oracle: none (the emulator sets the variables)
import os

import requests

ASKED = os.environ["VAULT_URL"]


def handler(event, context):
    headers = {"X-Aws-Parameters-Secrets-Token": os.environ.get("AWS_SESSION_TOKEN")}  # expect: SNAP503
    return requests.get(f"{ASKED}?name={event['name']}", headers=headers, timeout=2).json()
