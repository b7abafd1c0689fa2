# about: SNAP505
"""More is asked of the extension, or read of its answer, than Powertools would say."""

import requests

SECRETS = "http://localhost:2773/secretsmanager/get"


def version():
    response = requests.get("http://localhost:2773/secretsmanager/get?secretId=a", timeout=2)
    return response.json()["VersionId"], response.json()["SecretString"]


def of_a_stage():
    url = "http://localhost:2773/secretsmanager/get?secretId=a&versionStage=AWSPREVIOUS"
    return requests.get(url).json()["SecretString"]


def by_parameters():
    return requests.get(SECRETS, params={"secretId": "a"}).json()["SecretString"]


def or_nothing():
    try:
        url = "http://localhost:2773/secretsmanager/get?secretId=a"
        return requests.get(url).json()["SecretString"]
    except requests.RequestException:
        return ""


def handler(event, context):
    return [version(), of_a_stage(), by_parameters(), or_nothing()]
