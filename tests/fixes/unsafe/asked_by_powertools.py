# about: SNAP505
"""The extension answers 401 after a restore: Powertools asks AWS by itself."""

import json
from urllib.parse import quote

import httpx
import requests

PORT = 2773


def login():
    response = requests.get(
        "http://localhost:2773/secretsmanager/get?secretId=orders%2Fdb",
        headers={"X-Aws-Parameters-Secrets-Token": "token"},
        timeout=2,
    )
    return response.json()["SecretString"]


def named(name):
    url = f"http://127.0.0.1:{PORT}/systemsmanager/parameters/get?name={quote(name, safe='')}"
    return httpx.get(url, timeout=2).json()["Parameter"]["Value"]


def table(stage):
    answer = requests.get("http://localhost:2773/secretsmanager/get?secretId=" + stage)
    return json.loads(answer.text)["SecretString"]


def handler(event, context):
    return {"login": login(), "named": named("/orders/url"), "table": table("live")}
