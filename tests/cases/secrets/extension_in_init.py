# Asked in INIT the answer is also frozen.
# oracle: STALE-SECRET
import requests

PASSWORD = requests.get(  # expect: SNAP505  # also-ok: SNAP501, SNAP504
    "http://localhost:2773/secretsmanager/get", params={"secretId": "db"}, timeout=2
).json()["SecretString"]


def handler(event, context):
    return {"password": PASSWORD}
