# The token is read for the extension alone, about which there is a finding of its own.
# oracle: none (what the extension does under SnapStart is not emulated)
import json
import os
import urllib.request

import requests

TOKEN = os.environ.get("AWS_SESSION_TOKEN", "")  # ok: it goes to the extension
HERE = "http://localhost:2773"


def login():
    request = urllib.request.Request(f"{HERE}/secretsmanager/get?secretId=login")  # expect: SNAP505
    request.add_header("X-Aws-Parameters-Secrets-Token", TOKEN)
    with urllib.request.urlopen(request, timeout=2) as answer:
        return json.loads(answer.read())["SecretString"]


def table(stage):
    headers = {"X-Aws-Parameters-Secrets-Token": os.environ["AWS_SESSION_TOKEN"]}  # ok: as above
    url = HERE + "/systemsmanager/parameters/get?name=" + stage
    return requests.get(url, headers=headers, timeout=2).json()["Parameter"]["Value"]  # expect: SNAP505


def handler(event, context):
    return {"login": len(login()), "table": table(event["stage"])}
