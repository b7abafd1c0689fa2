# The Parameters and Secrets extension does not go with SnapStart, whoever asks it.
# oracle: none (what the extension does under SnapStart is not emulated)
import json
import os
import urllib.request

import httpx
import requests

HEADERS = {"X-Aws-Parameters-Secrets-Token": os.environ.get("AWS_SESSION_TOKEN_", "")}
PORT = 2773


def by_urllib(name):
    url = f"http://localhost:2773/secretsmanager/get?secretId={name}"
    request = urllib.request.Request(url, headers=HEADERS)  # expect: SNAP505
    with urllib.request.urlopen(request, timeout=2) as response:
        return json.loads(response.read())["SecretString"]


def handler(event, context):
    secret = requests.get("http://localhost:2773/secretsmanager/get?secretId=db", headers=HEADERS, timeout=2)  # expect: SNAP505
    parameter = httpx.get(f"http://127.0.0.1:{PORT}/systemsmanager/parameters/get?name=x", headers=HEADERS)  # expect: SNAP505
    with urllib.request.urlopen("http://localhost:2773/secretsmanager/get?secretId=x", timeout=2) as other:  # expect: SNAP505
        text = other.read().decode()
    return [secret.json()["SecretString"], parameter.json()["Parameter"]["Value"], by_urllib("y"), text]
